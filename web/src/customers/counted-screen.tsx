import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { countedThings } from '../../../core/kpi/definition.ts';
import type * as api from '../api/gen/index.gen.ts';
import { pagesQuery } from '../api/queries.ts';
import { formatCount, formatPeriod, formatRatio, formatTime } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { useCountedFormat } from './counted-parts.tsx';
import { CustomerListPage } from './customer-list-page.tsx';

const route = getRouteApi('/staff/counted-customers');
const path = '/kpi/counted-customers';
const parts = ['reached', 'missing'] as const;
type Answer = api.GetKpiCountedCustomersAnswer;
type Row = Answer['rows'][number];

/** The customers that a figure of any definition is the sum of, and those that it lacks. */
export function CountedScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const counted = countedThings.find((one) => one === search.counted) ?? 'customers';
  const part = parts.find((one) => one === search.part) ?? 'reached';
  const definition = search.definition ?? 'official';
  const query = { ...search, definition, counted, part };
  const first = useInfiniteQuery(pagesQuery<Answer>(path, query)).data?.pages[0];
  return (
    <CustomerListPage<Row>
      title={t('customers.countedList.title', { definition })}
      lead={first && <FigureLine answer={first} counted={counted} />}
      crumbs={[
        <Link key="definitions" to="/kpi-definitions" search={{ period: search.period, unit: search.unit }}>
          {t('kpi.definitions.title')}
        </Link>,
      ]}
      path={path}
      query={query}
      filters={
        <Choices
          label={t('customers.countedList.part')}
          name="part"
          value={part}
          choices={parts.map((value) => ({ value, label: t(`customers.countedList.parts.${value}`) }))}
        />
      }
      columns={[
        { key: 'unit', header: t('customers.unit'), cell: ({ unitCode }) => unitCode },
        {
          key: 'n',
          header: t(`customers.countedList.parts.${part}`),
          kind: 'number',
          cell: ({ n }) => formatCount(n),
        },
        {
          key: 'whole',
          header: t('customers.countedList.whole'),
          kind: 'number',
          cell: ({ whole }) => formatCount(whole),
        },
      ]}
      empty={t('customers.countedList.empty')}
    />
  );
}

/** The figure with its numerator, denominator, months and as of when. */
function FigureLine({ answer, counted }: { answer: Answer; counted: (typeof countedThings)[number] }) {
  const { t } = useTranslation();
  const format = useCountedFormat(counted);
  const { numerator, denominator, from, to, asOf } = answer;
  const ratio = denominator === '0' ? null : Number(numerator) / Number(denominator);
  return (
    <span className="td-figures">
      {t('customers.countedList.figure', {
        counted: t(`kpi.definitions.counted.${counted}`),
        numerator: format(numerator),
        denominator: format(denominator),
        ratio: formatRatio(ratio),
        period: from === to ? formatPeriod(to) : `${formatPeriod(from)} – ${formatPeriod(to)}`,
        time: formatTime(asOf, true),
      })}
    </span>
  );
}

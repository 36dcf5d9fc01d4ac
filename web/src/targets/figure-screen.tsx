import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatVnd } from '../../../core/money.ts';
import { isMeasure, isShareMeasure, unitOfMeasure } from '../../../core/targets/measures.ts';
import { pagesQuery } from '../api/queries.ts';
import { formatDate, formatInstant, formatPeriod, languageOf, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { nounOf, planName } from './plan-words.ts';
import { planPath, planQuery, type Figure, type FigureRow } from './queries.ts';

const route = getRouteApi('/staff/targets/$id/rows/$key');

/** What came of one row of a plan, down to every customer, place or commune; of a share, what it still lacks beside it. */
export function FigureScreen() {
  const { t, i18n } = useTranslation();
  const { id, key } = route.useParams();
  const part = route.useSearch().part === 'missing' ? 'missing' : 'reached';
  const path = `${planPath(id)}/rows/${key}/things`;
  const plan = useQuery(planQuery(id)).data;
  const pages = useInfiniteQuery(pagesQuery<Figure>(path, { part }));
  const first = pages.data?.pages[0];
  return (
    <Page
      title={first ? first.rowName : t('plans.things.title')}
      lead={first && <FigureLead figure={first} part={part} />}
      crumbs={[
        <Link key="list" to="/targets">
          {t('plans.title')}
        </Link>,
        <Link key="plan" to="/targets/$id" params={{ id }}>
          {plan ? planName(plan, languageOf(i18n.language)) : t('plans.list')}
        </Link>,
      ]}
      actions={<ExportLink path={path} query={{ part }} />}
    >
      {first && isShareMeasure(first.measure) && (
        <div className="td-filters">
          <Choices
            label={t('plans.things.part')}
            name="part"
            value={part}
            choices={(['reached', 'missing'] as const).map((value) => ({
              value,
              label: t(`plans.things.${value}`),
            }))}
          />
        </div>
      )}
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          const figure = answers[0]!;
          if (!figure.isListed) return <Empty>{t('plans.things.notListed')}</Empty>;
          if (rows.length === 0) return <Empty>{t('plans.things.none')}</Empty>;
          return <ThingTable figure={figure} rows={rows} pages={pages} />;
        }}
      </Answered>
    </Page>
  );
}

/** The figure itself, what it is a part of, how it is counted and as of when. */
function FigureLead({ figure, part }: { figure: Figure; part: 'reached' | 'missing' }) {
  const { t, i18n } = useTranslation();
  const { value, base, counted, asOf, definition } = figure;
  const noun = nounOf(figure, languageOf(i18n.language));
  if (value === null || !counted || asOf === null) return t('plans.notCounted');
  const number = part === 'reached' || base === null ? BigInt(value) : BigInt(base) - BigInt(value);
  const shown = formatVnd(number);
  return (
    <span className="td-figures">
      {base === null
        ? t('plans.things.count', { number: shown, noun })
        : t(`plans.things.of.${part}`, { number: shown, base: formatVnd(BigInt(base)), noun })}{' '}
      {t(counted.from === counted.to ? 'plans.countedAt' : 'plans.counted', {
        from: formatPeriod(counted.from),
        to: formatPeriod(counted.to),
        time: formatInstant(asOf),
      })}{' '}
      {base !== null &&
        t('plans.things.definition', { definition: `${definition.name}@${definition.version}` })}
    </span>
  );
}

function ThingTable({
  figure,
  rows,
  pages,
}: {
  figure: Figure;
  rows: readonly FigureRow[];
  pages: Parameters<typeof MoreRows>[0]['pages'];
}) {
  const { t, i18n } = useTranslation();
  const noun = nounOf(figure, languageOf(i18n.language));
  const unit = isMeasure(figure.measure) ? unitOfMeasure(figure.measure) : 'customers';
  const all: (Column<FigureRow> & { isShown: boolean })[] = [
    {
      key: 'name',
      header: t('plans.things.name'),
      phone: 'title',
      cell: (row) => <ThingLink row={row} unit={unit} />,
      isShown: true,
    },
    {
      key: 'code',
      header: t('customers.code'),
      cell: ({ code }) => <span className="td-mono">{code}</span>,
      isShown: true,
    },
    {
      key: 'unit',
      header: t('plans.things.unit'),
      cell: ({ unitCode }) => unitCode ?? noValue,
      isShown: rows.some(({ unitCode }) => unitCode !== null),
    },
    {
      key: 'period',
      header: t('plans.things.period'),
      cell: ({ period }) => (period === null ? noValue : formatPeriod(period)),
      isShown: rows.some(({ period }) => period !== null),
    },
    {
      key: 'since',
      header: t('plans.things.since'),
      cell: ({ since }) => formatDate(since),
      isShown: rows.some(({ since }) => since !== null),
    },
    {
      key: 'n',
      header: noun,
      kind: 'number',
      cell: ({ n }) => formatVnd(BigInt(n)),
      isShown: rows.some(({ n }) => n !== '1'),
    },
  ];
  const columns = all.filter(({ isShown }) => isShown);
  return (
    <>
      <ReportTable
        caption={t('plans.things.title')}
        columns={columns}
        rows={rows}
        rowKey={({ code, period }) => `${code} ${period ?? ''}`}
      />
      <MoreRows pages={pages} shown={rows.length} />
    </>
  );
}

/** Where a thing is looked at: the customer, the place, or the places of a commune. */
function ThingLink({ row, unit }: { row: FigureRow; unit: string }) {
  const { code, name, address } = row;
  return (
    <span>
      {unit === 'points' ? (
        <Link to="/pay-points" search={{ query: code }}>
          {name}
        </Link>
      ) : unit === 'communes' ? (
        <Link to="/pay-points" search={{ commune: code }}>
          {name}
        </Link>
      ) : (
        <Link to="/customers/$code" params={{ code }}>
          {name}
        </Link>
      )}
      <span className="td-second-line">{address}</span>
    </span>
  );
}

import '../styles/kpi.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery, kpiDefinitionsQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { KpiDefinitionRow } from '../api/types.ts';
import { CustomersLink } from '../board/customers-link.tsx';
import { PeriodChoice } from '../board/period-choice.tsx';
import { UnitChoice } from '../board/unit-choice.tsx';
import { formatCount, formatMoneyShort, formatRatio, formatTime, noValue } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { DefinitionDialog } from './definition-dialog.tsx';
import { DefinitionWords, isBuiltIn, titleOf } from './definition-words.tsx';
import { DisadvantagedSection } from './disadvantaged-section.tsx';

const route = getRouteApi('/staff/kpi-definitions');
const countedThings = ['customers', 'customerBills', 'bills', 'money'] as const;

/** Every definition in words, with what it makes of the same month and unit. */
export function DefinitionsScreen() {
  const { t } = useTranslation();
  const { period, unit } = route.useSearch();
  // The periods alone are wanted, and they do not move while one watches.
  const board = useQuery({ ...boardQuery({}), refetchInterval: false });
  return (
    <Page title={t('kpi.definitions.title')} lead={t('kpi.definitions.lead')}>
      <Answered query={board} skeleton={<Skeletons rows={5} height={60} />}>
        {({ period: latest, periods }) => (
          <>
            <div className="td-filters">
              <PeriodChoice period={period ?? latest} periods={periods} />
              <UnitChoice unit={unit} />
              <ExportLink path="/kpi/definitions" query={{ period: period ?? latest, unit }} />
            </div>
            <Definitions period={period ?? latest} periods={periods} unit={unit} />
          </>
        )}
      </Answered>
      <DisadvantagedSection />
    </Page>
  );
}

function Definitions(props: { period: string; periods: readonly string[]; unit: string | undefined }) {
  const { t } = useTranslation();
  const { period, periods, unit } = props;
  const query = useQuery(kpiDefinitionsQuery({ period, unit }));
  const mayEdit = useMay('targets.edit');
  const [copied, setCopied] = useState<KpiDefinitionRow>();
  const columns = (asOf: string): Column<KpiDefinitionRow>[] => [
    {
      key: 'name',
      header: t('kpi.definitions.name'),
      width: '46%',
      phone: 'title',
      cell: (row) => (
        <>
          <DefinitionWords row={row} />
          {row.asOf < asOf && (
            <span className="td-second-line td-figures">
              {t('kpi.definitions.ownAsOf', { time: formatTime(row.asOf, true) })}
            </span>
          )}
          {mayEdit && (
            <Button variant="subtle" size="compact-sm" onClick={() => setCopied(row)}>
              {t('kpi.definitions.copy', { name: titleOf(row.name, t) })}
            </Button>
          )}
        </>
      ),
    },
    ...countedThings.map((counted) => ({
      key: counted,
      header: t(`kpi.definitions.counted.${counted}`),
      kind: 'number' as const,
      cell: (row: KpiDefinitionRow) => <Share row={row} counted={counted} period={period} unit={unit} />,
    })),
  ];
  return (
    <Answered query={query} skeleton={<Skeletons rows={7} height={60} />}>
      {({ asOf, rows }) => (
        <section className="td-section">
          <p className="td-small td-figures">
            {t('kpi.definitions.asOf', { time: formatTime(asOf, true) })}. {t('kpi.definitions.rule')}
          </p>
          <div className="td-definitions">
            <ReportTable
              caption={t('kpi.definitions.title')}
              columns={columns(asOf)}
              rows={rows}
              rowKey={({ name }) => name}
            />
          </div>
          {copied && (
            <DefinitionDialog like={copied} periods={periods} onClose={() => setCopied(undefined)} />
          )}
        </section>
      )}
    </Answered>
  );
}

function Share(props: {
  row: KpiDefinitionRow;
  counted: (typeof countedThings)[number];
  period: string;
  unit: string | undefined;
}) {
  const { t } = useTranslation();
  const { row, counted, period, unit } = props;
  const figure = row.figures.find((one) => one.counted === counted);
  if (!figure) return noValue;
  const words = { billion: t('words.billion'), million: t('words.million') };
  const count = (text: string) => (counted === 'money' ? formatMoneyShort(text, words) : formatCount(text));
  const numerator = count(figure.numerator);
  const denominator = count(figure.denominator);
  // Whom the product's own two count can be listed; the others are counted in one go.
  const list = { period, unit, ...(row.name === 'strict' && { definition: 'strict' as const }) };
  return (
    <span>
      <strong>{formatRatio(figure.ratio)}</strong>
      <span className="td-second-line td-figures">
        {isBuiltIn(row.name) && counted === 'customers' ? (
          <>
            <CustomersLink {...list} state="cashless">
              {numerator}
            </CustomersLink>{' '}
            /{' '}
            <CustomersLink {...list} state="all">
              {denominator}
            </CustomersLink>
          </>
        ) : (
          `${numerator} / ${denominator}`
        )}
      </span>
    </span>
  );
}

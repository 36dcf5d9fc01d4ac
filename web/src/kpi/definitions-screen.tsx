import '../styles/kpi.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boardQuery, kpiDefinitionsQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { KpiDefinitionRow } from '../api/types.ts';
import { PeriodChoice } from '../board/period-choice.tsx';
import { UnitChoice } from '../board/unit-choice.tsx';
import { CountedParts } from '../customers/counted-parts.tsx';
import { countedThings, type Counted } from '../../../core/kpi/definition.ts';
import { formatRatio, formatTime, noValue } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { DefinitionDialog } from './definition-dialog.tsx';
import { DefinitionWords, titleOf } from './definition-words.tsx';
import { DisadvantagedSection } from './disadvantaged-section.tsx';

const route = getRouteApi('/staff/kpi-definitions');

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
          <div>
            <DefinitionWords row={row} />
            {row.asOf < asOf && (
              <span className="td-second-line td-figures">
                {t('kpi.definitions.ownAsOf', { time: formatTime(row.asOf, true) })}
              </span>
            )}
          </div>
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

function Share(props: { row: KpiDefinitionRow; counted: Counted; period: string; unit: string | undefined }) {
  const { row, counted, period, unit } = props;
  const figure = row.figures.find((one) => one.counted === counted);
  if (!figure) return noValue;
  const definition = `${row.name}@${row.version}`;
  return (
    <span>
      <strong>{formatRatio(figure.ratio)}</strong>
      <span className="td-second-line td-figures">
        <CountedParts {...figure} search={{ period, unit, definition, counted }} />
      </span>
    </span>
  );
}

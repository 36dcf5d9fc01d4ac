import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  monthFiguresQuery,
  type MonthFigures,
  type MonthVersion,
  type PlaceFigures,
} from '../api/month-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatPeriod, formatTime } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { FrozenShare, hasMoved } from './share.tsx';

const route = getRouteApi('/staff/months/$period');

/** The frozen figures unit by unit, or commune by commune of one, beside those of today. */
export function FiguresSection({ period, version }: { period: string; version: MonthVersion }) {
  const { t } = useTranslation();
  const { unit, definition } = route.useSearch();
  const asked = {
    version: version.version,
    definition,
    unit,
    by: unit === undefined ? undefined : 'commune',
  };
  const query = useQuery(monthFiguresQuery(period, asked));
  const under = version.definitions.find(({ name }) => name === (definition ?? 'official'));
  return (
    <Section
      title={t('months.figures.title')}
      subtitle={
        under &&
        `${under.name}@${under.version}${
          under.from === under.to
            ? ''
            : `, ${t('kpi.definitions.months', { from: formatPeriod(under.from), to: formatPeriod(under.to) })}`
        }`
      }
      actions={<ExportLink path={`/months/${period}/figures`} query={asked} />}
    >
      <div className="td-filters">
        <SearchSelect
          label={t('kpi.definitions.name')}
          name="definition"
          value={definition}
          none={t('kpi.definitions.titles.official')}
          choices={version.definitions
            .filter(({ name }) => name !== 'official')
            .map(({ name }) => ({
              value: name,
              label: t(`kpi.definitions.titles.${name as 'strict'}`, { defaultValue: name }),
            }))}
        />
      </div>
      <Answered query={query} skeleton={<Skeletons rows={8} height={40} />}>
        {(figures) => <Figures figures={figures} unit={unit} definition={nameOf(under)} />}
      </Answered>
    </Section>
  );
}

/** `official@1` */
function nameOf(under: MonthVersion['definitions'][number] | undefined): string {
  return under ? `${under.name}@${under.version}` : 'official';
}

interface FiguresShown {
  figures: MonthFigures;
  unit: string | undefined;
  /** `official@1` */
  definition: string;
}

function Figures(shown: FiguresShown) {
  const { t } = useTranslation();
  const { figures, unit } = shown;
  const { period, total } = figures;
  const columns = useFigureColumns(shown);
  return (
    <>
      <p className="td-small td-figures">
        {total.figures.some(hasMoved) || total.movements > 0
          ? t('months.figures.since', { time: formatTime(figures.asOf, true) })
          : t('months.figures.same', { time: formatTime(figures.asOf, true) })}{' '}
        {figures.liveAsOf < figures.asOf &&
          `${t('months.figures.recounted', { time: formatTime(figures.liveAsOf, true) })} `}
        {unit !== undefined && (
          <Link
            to="/months/$period"
            params={{ period }}
            search={(before) => ({ ...before, unit: undefined })}
          >
            {t('months.figures.allUnits')}
          </Link>
        )}
      </p>
      <ReportTable
        caption={t('months.figures.title')}
        columns={columns}
        rows={figures.rows}
        rowKey={({ code }) => code}
      />
    </>
  );
}

/** What stands under each heading, with the ways to the unit's communes, the customers and the movements. */
function useFigureColumns({ figures, unit, definition }: FiguresShown): Column<PlaceFigures>[] {
  const { t } = useTranslation();
  const maySee = useMay('customers.view');
  const { period, version, total } = figures;
  const place = (row: PlaceFigures) =>
    unit === undefined ? { unit: row.code } : { unit, commune: row.code };
  return [
    {
      key: 'name',
      header: t(unit === undefined ? 'customers.unit' : 'customers.commune'),
      phone: 'title',
      cell: (row) =>
        unit === undefined ? (
          <Link to="/months/$period" params={{ period }} search={(before) => ({ ...before, unit: row.code })}>
            {row.name}
          </Link>
        ) : (
          row.name || t('months.figures.noCommune')
        ),
      footer: t('months.figures.total'),
    },
    ...total.figures.map((whole, index) => ({
      key: whole.counted,
      header: t(`kpi.definitions.counted.${whole.counted}`),
      kind: 'number' as const,
      cell: (row: PlaceFigures) => (
        <FrozenShare
          {...row.figures[index]!}
          {...(maySee && {
            search: {
              period,
              definition,
              counted: whole.counted,
              ...place({ ...row, code: row.code || 'none' }),
            },
          })}
        />
      ),
      footer: (
        <FrozenShare
          {...whole}
          {...(maySee && { search: { period, definition, counted: whole.counted, unit } })}
        />
      ),
    })),
    {
      key: 'movements',
      header: t('months.figures.movements'),
      kind: 'number',
      cell: (row) =>
        row.movements > 0 && maySee ? (
          <Link
            to="/months/$period/movements"
            params={{ period }}
            search={{ version: String(version), ...place(row) }}
          >
            {formatCount(row.movements)}
          </Link>
        ) : (
          formatCount(row.movements)
        ),
      footer: formatCount(total.movements),
    },
  ];
}

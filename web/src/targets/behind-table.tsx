import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { attainedPart } from '../../../core/targets/attainment.ts';
import { whyBehind } from '../../../core/targets/why-behind.ts';
import { languageOf } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';
import { isTop, useAttainedRows } from './attained-rows.ts';
import { attainmentColumns, WayToThings } from './against-plan.tsx';
import { isShare, measureOf, reachedOf, targetText } from './plan-words.ts';
import { reasonsQuery, type Plan, type PlanReasons, type PlanRow } from './queries.ts';
import { ReasonLines } from './reason-lines.tsx';

export const behindLevels = ['unit', 'team', 'employee'] as const;
export type BehindLevel = (typeof behindLevels)[number];

/** Who is furthest behind, and the two ways to the reason: the board of the unit, and its customers who pay cash. */
export function BehindTable({ plan, level }: { plan: Plan; level: BehindLevel }) {
  const { t } = useTranslation();
  const reasons = useQuery({ ...reasonsQuery(plan.id), enabled: isShare(plan) });
  const columns = useBehindColumns(plan, reasons.data);
  const partOf = (row: PlanRow): number => attainedPart(reachedOf(row)) ?? Number.POSITIVE_INFINITY;
  const tops = level === 'unit' ? [] : plan.rows.filter(isTop).map(({ key }) => key);
  const rows = useAttainedRows(plan, tops)
    .filter(({ kind }) => kind === level)
    .toSorted((one, other) => partOf(one) - partOf(other) || (one.key < other.key ? -1 : 1));
  return (
    <>
      <div className="td-filters">
        <Choices
          label={t('plans.behindLevels')}
          name="level"
          value={level}
          choices={behindLevels.map((value) => ({ value, label: t(`plans.level.${value}`) }))}
        />
      </div>
      {rows.length === 0 ? (
        <Empty>{t('plans.empty')}</Empty>
      ) : (
        <ReportTable
          caption={t('plans.show.behind')}
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
        />
      )}
    </>
  );
}

function useBehindColumns(plan: Plan, reasons: PlanReasons | undefined): Column<PlanRow>[] {
  const { t } = useTranslation();
  const period = plan.counted?.to ?? plan.baseMonth;
  return [
    {
      key: 'holder',
      header: t('plans.columns.holder'),
      phone: 'title',
      cell: ({ name, code }) => (
        <>
          {name}
          <span className="td-second-line">{code}</span>
        </>
      ),
    },
    { key: 'target', header: t('plans.columns.target'), kind: 'number', cell: targetText },
    ...attainmentColumns(t, plan),
    {
      key: 'why',
      header: t('plans.whyBehind'),
      cell: (row) => <Why plan={plan} row={row} reasons={reasons} />,
    },
    {
      key: 'ways',
      header: '',
      cell: (row) => (
        <span className="td-plan-ways">
          {isShare(plan) && (
            <WayToThings plan={plan} row={row} part="missing">
              {t('plans.things.missing')}
            </WayToThings>
          )}
          {row.kind === 'employee' && (
            <Link to="/assignments/customers" search={{ staff: row.key.slice(1) }}>
              {t('plans.assigned')}
            </Link>
          )}
          <Link to="/units/$code" params={{ code: row.unitCode }} search={{ period }}>
            {t('plans.board')}
          </Link>
        </span>
      ),
    },
  ];
}

/** What is missing, what moved since the base month, what is harder here than above, and where and how those pay. */
function Why({ plan, row, reasons }: { plan: Plan; row: PlanRow; reasons: PlanReasons | undefined }) {
  const { i18n } = useTranslation();
  const measure = measureOf(plan);
  if (!measure) return null;
  const whole = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  const sentences = whyBehind(
    measure,
    {
      ...reachedOf(row),
      // The base month itself has not moved since.
      before: {
        value: plan.counted?.to === plan.baseMonth ? null : whole(row.reached),
        base: whole(row.base),
        month: plan.baseMonth,
      },
      factors: row.grounds.factors,
    },
    languageOf(i18n.language),
  );
  return (
    <span>
      {sentences.map((sentence, index) => (
        <span key={sentence} className={index === 0 ? undefined : 'td-second-line'}>
          {sentence}
        </span>
      ))}
      {sentences.length > 0 && reasons && <ReasonLines plan={plan} row={row} reasons={reasons} />}
    </span>
  );
}

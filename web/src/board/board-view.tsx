import '../styles/board.css';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { formatRatio, formatTime } from '../format.ts';
import { FrozenLine, FrozenTag } from '../month-close/frozen-line.tsx';
import { Empty, Skeletons } from '../ui/states.tsx';
import { CashSection } from './cash-section.tsx';
import { Definitions } from './definitions.tsx';
import { RatioFigure, useCounting } from './ratio-figure.tsx';

const ForecastSection = lazy(async () => ({
  default: (await import('./forecast-section.tsx')).ForecastSection,
}));
const ScatterSection = lazy(async () => ({
  default: (await import('./scatter-section.tsx')).ScatterSection,
}));
const MixSection = lazy(async () => ({ default: (await import('./mix-section.tsx')).MixSection }));

/** How fresh the figures are, whether they are final, and how they are computed. */
export function BoardStamp({ board }: { board: Board }) {
  const { t } = useTranslation();
  return (
    <div className="td-stamp">
      <span className="td-stamp-live">
        <span className="td-pulse" aria-hidden />
        <span className="td-figures">{t('board.asOf', { time: formatTime(board.asOf, true) })}</span>
      </span>
      <span className="td-small">{t('board.live')}</span>
      <FrozenTag board={board} />
      <Definitions period={board.period} unit={board.unit.kind === 'company' ? undefined : board.unit.code} />
    </div>
  );
}

/** The two great figures side by side, and the third in one line. */
export function BoardFigures({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { customers, money } = board.figures;
  if (customers.denominator === '0') return <NoBills />;
  const search = { period: board.period, unit: board.unit.code };
  return (
    <div className="td-figures-block">
      <div className="td-figure-pair">
        <RatioFigure
          metric="customers"
          figure={customers}
          frozen={<FrozenLine board={board} metric="customers" />}
          before={ratioBefore(board, 'customers')}
          lastYear={board.lastYear?.customers.ratio}
          provisional={board.provisional}
          links={
            <Link to="/ratio-customers" search={search}>
              {t('board.openCustomers')}
            </Link>
          }
        />
        <RatioFigure
          metric="money"
          figure={money}
          frozen={<FrozenLine board={board} metric="money" />}
          before={ratioBefore(board, 'money')}
          lastYear={board.lastYear?.money.ratio}
          provisional={board.provisional}
          links={
            <Link to="/ratio-customers" search={{ ...search, state: 'unpaid' }}>
              {t('board.openUnpaid')}
            </Link>
          }
        />
      </div>
      <BillsLine board={board} />
    </div>
  );
}

function BillsLine({ board }: { board: Board }) {
  const { t } = useTranslation();
  const count = useCounting('bills');
  const { bills } = board.figures;
  return (
    <p className="td-bills-line td-figures">
      {t('board.figures.bills')}: <strong>{formatRatio(bills.official.ratio)}</strong>{' '}
      <span className="td-small">
        ({count(bills.official.numerator)} / {count(bills.denominator)}), {t('board.strict').toLowerCase()}{' '}
        {formatRatio(bills.strict.ratio)} ({count(bills.strict.numerator)} / {count(bills.denominator)})
      </span>
    </p>
  );
}

function NoBills() {
  const { t } = useTranslation();
  return (
    <Empty title={t('board.empty.title')} action={<Link to="/imports">{t('board.empty.action')}</Link>}>
      {t('board.empty.text')}
    </Empty>
  );
}

/** Where it is heading: the first thing below the figures. */
export function BoardForecast({ board }: { board: Board }) {
  return (
    <Suspense fallback={<Skeletons rows={4} height={60} />}>
      <ForecastSection board={board} />
    </Suspense>
  );
}

/** Customers by money, channels over the periods, and the cash that remains. */
export function BoardHistory({ board }: { board: Board }) {
  return (
    <Suspense fallback={<Skeletons rows={4} height={60} />}>
      <ScatterSection board={board} />
      <div className="td-columns">
        <MixSection board={board} />
        <CashSection board={board} />
      </div>
    </Suspense>
  );
}

function ratioBefore(board: Board, metric: 'customers' | 'money'): number | null {
  const at = board.trend.findIndex(({ period }) => period === board.period);
  return board.trend[at - 1]?.[metric].official ?? null;
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { formatPeriod, formatRatio } from '../format.ts';
import { useCounting } from './ratio-figure.tsx';

/** The month that is being collected now, whichever period is looked at: the line that moves while one watches. */
export function CollectingLine({ board }: { board: Board }) {
  const { t } = useTranslation();
  const count = useCounting('bills');
  const money = useCounting('money');
  const { live } = board;
  if (!live) return null;
  const part = Number(live.billed) === 0 ? 0 : Number(live.paid) / Number(live.billed);
  return (
    <div className="td-collecting td-figures">
      <strong>{t('board.collecting.title', { period: formatPeriod(live.period) })}</strong>
      <div className="td-collecting-bar" aria-hidden>
        <div style={{ width: `${part * 100}%` }} />
      </div>
      <span>
        {t('board.collecting.money', { paid: money(live.paid), all: money(live.billed) })} (
        {formatRatio(part)})
      </span>
      <span>{t('board.collecting.bills', { paid: count(live.billsPaid), all: count(live.bills) })}</span>
      {live.period !== board.period && (
        <Link to="." search={(now: object) => ({ ...now, period: live.period })}>
          {t('board.collecting.open')}
        </Link>
      )}
    </div>
  );
}

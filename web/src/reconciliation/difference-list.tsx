import { useTranslation } from 'react-i18next';
import type { Difference } from '../api/accounting-types.ts';
import { formatDate, formatMoney, noValue } from '../format.ts';
import { Tag } from '../ui/tag.tsx';

/** The lines of a lane. The one in hand has the focus; those ticked are fixed together. */
export function DifferenceList(props: {
  rows: readonly Difference[];
  current: string | undefined;
  selected: ReadonlySet<string>;
  showLane: boolean;
  me: string;
  onOpen: (id: string) => void;
  onSelect: (row: Difference) => void;
}) {
  const { t } = useTranslation();
  return (
    <ul className="td-bench-list" aria-label={t('recon.bench.list')}>
      {props.rows.map((row) => (
        <li key={row.id}>
          <input
            type="checkbox"
            checked={props.selected.has(row.id)}
            disabled={row.state === 'resolved' || row.state === 'approval'}
            aria-label={t('recon.bench.select', { reference: row.reference })}
            tabIndex={-1}
            onChange={() => props.onSelect(row)}
          />
          <button
            type="button"
            className="td-bench-row"
            data-line={row.id}
            aria-current={row.id === props.current ? 'true' : undefined}
            onClick={() => props.onOpen(row.id)}
          >
            <Line row={row} showLane={props.showLane} me={props.me} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Line({ row, showLane, me }: { row: Difference; showLane: boolean; me: string }) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        {row.customerCode ?? noValue} {row.maskedName && <span className="td-small">{row.maskedName}</span>}
        <span className="td-second-line">
          {showLane ? t(`recon.lanes.${row.lane}`) : t(`recon.causes.${row.cause}`)}
        </span>
        <span className="td-second-line td-figures">
          {row.partnerName}, {formatDate(row.day)}
        </span>
        {row.state !== 'open' && <StateTag state={row.state} />}
      </span>
      <span className="td-amount">
        <strong>{amountOf(row)}</strong>
        <span className={`td-second-line${row.overdue ? ' td-bad-text' : ''}`}>
          {row.overdue ? `${t('recon.bench.overdue')} · ` : ''}
          {t('recon.bench.ageDays', { count: row.ageDays })}
        </span>
        {row.owner !== null && row.owner !== me && (
          <span className="td-second-line">{t('recon.bench.ownerShort', { name: row.owner })}</span>
        )}
      </span>
    </>
  );
}

export function StateTag({ state }: { state: Difference['state'] }) {
  const { t } = useTranslation();
  const tone = state === 'resolved' ? 'good' : state === 'approval' ? 'warn' : 'idle';
  return <Tag tone={tone}>{t(`recon.states.${state}`)}</Tag>;
}

/** The amount in question: where both sides have one, the difference, theirs less ours. */
export function amountOf({ theirAmount, ourAmount }: Difference): string {
  if (theirAmount !== null && ourAmount !== null && theirAmount !== ourAmount) {
    const difference = BigInt(theirAmount) - BigInt(ourAmount);
    return `${difference > 0n ? '+' : ''}${formatMoney(difference)}`;
  }
  const amount = theirAmount ?? ourAmount;
  return amount === null ? noValue : formatMoney(amount);
}

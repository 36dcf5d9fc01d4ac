import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClearingEntry } from '../api/clearing-queries.ts';
import { formatDate, formatInstant, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { toneOfState } from './state-cards.tsx';

interface Choosing {
  chosen: ReadonlySet<string>;
  onToggle: (seq: string) => void;
}

/** Entries with what was said of them; with `choosing` each can be ticked. */
export function EntriesTable(props: { entries: readonly ClearingEntry[]; choosing?: Choosing | undefined }) {
  const { t } = useTranslation();
  const columns: Column<ClearingEntry>[] = [
    {
      key: 'seq',
      header: t('clearing.columns.seq'),
      kind: 'number',
      width: '96px',
      cell: ({ seq }) => <Seq seq={seq} choosing={props.choosing} />,
    },
    {
      key: 'bill',
      header: t('clearing.columns.bill'),
      phone: 'title',
      cell: ({ billId, kind }) => (
        <span>
          <span className="td-mono">{billId}</span>
          {kind === 'unclear' && (
            <span className="td-second-line td-bad-text">{t('clearing.kinds.unclear')}</span>
          )}
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('clearing.columns.customer'),
      cell: ({ customerCode }) => (
        <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
          {customerCode}
        </Link>
      ),
    },
    {
      key: 'amount',
      header: t('clearing.columns.amount'),
      kind: 'number',
      cell: ({ amount, kind }) => (
        <span className={kind === 'unclear' ? 'td-bad-text' : ''}>
          {kind === 'unclear' ? '−' : ''}
          {formatMoney(amount)}
        </span>
      ),
    },
    { key: 'partner', header: t('clearing.columns.partner'), cell: ({ partnerCode }) => partnerCode },
    {
      key: 'day',
      header: t('clearing.columns.day'),
      cell: ({ businessOn }) => <span className="td-figures">{formatDate(businessOn)}</span>,
    },
    {
      key: 'state',
      header: t('clearing.columns.state'),
      phone: 'wide',
      cell: (entry) => <EntryState entry={entry} />,
    },
  ];
  return (
    <ReportTable
      caption={t('clearing.title')}
      columns={columns}
      rows={props.entries}
      rowKey={({ seq }) => seq}
    />
  );
}

function Seq({ seq, choosing }: { seq: string; choosing: Choosing | undefined }) {
  const { t } = useTranslation();
  if (!choosing) return <>{seq}</>;
  return (
    <label className="td-check td-clearing-choice">
      <input
        type="checkbox"
        checked={choosing.chosen.has(seq)}
        aria-label={t('clearing.choose', { seq })}
        onChange={() => choosing.onToggle(seq)}
      />
      {seq}
    </label>
  );
}

/** The state with the field's code, what was answered, and what happens next. */
function EntryState({ entry }: { entry: ClearingEntry }) {
  const { t } = useTranslation();
  const { state, marking, answerCode, answerDetail, attempts, nextTryAt, behindSeq } = entry;
  return (
    <span>
      <Tag tone={toneOfState[state]}>
        {t(`clearing.states.${state}`)} <span className="td-small">({marking})</span>
      </Tag>
      {(answerCode || answerDetail) && state !== 'cleared' && (
        <span className="td-second-line">
          {[answerCode, answerDetail].filter((word) => word !== null && word !== '').join(' – ')}
        </span>
      )}
      {state === 'waiting' && behindSeq !== null && (
        <span className="td-second-line">{t('clearing.behind', { seq: behindSeq })}</span>
      )}
      {attempts > 0 && state !== 'cleared' && (
        <span className="td-second-line td-figures">
          {t('clearing.attempts', { count: attempts })}
          {nextTryAt !== null && `, ${t('clearing.nextTry', { time: formatInstant(nextTryAt) })}`}
        </span>
      )}
    </span>
  );
}

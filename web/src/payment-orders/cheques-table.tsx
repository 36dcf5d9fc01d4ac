import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Cheque } from '../api/payment-order-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { toneOfCheque } from './state-tags.ts';

/** Cheques, with a box before each that is in hand where they can be chosen. */
export function ChequesTable(props: {
  cheques: readonly Cheque[];
  chosen: ReadonlyMap<string, Cheque> | undefined;
  onTurn: (cheque: Cheque) => void;
}) {
  const { t } = useTranslation();
  const { chosen, onTurn } = props;
  const columns: Column<Cheque>[] = [
    {
      key: 'number',
      header: t('cheques.number'),
      phone: 'title',
      cell: (cheque) => (
        <span>
          {chosen && cheque.state === 'received' && (
            <input
              type="checkbox"
              style={{ inlineSize: 'auto', marginInlineEnd: 8 }}
              aria-label={t('cheques.choose', { number: cheque.number })}
              checked={chosen.has(cheque.id)}
              onChange={() => onTurn(cheque)}
            />
          )}
          <Link to="/cheques/$id" params={{ id: cheque.id }} className="td-mono">
            {cheque.number}
          </Link>
          <span className="td-second-line">{`${cheque.drawer}, ${cheque.draweeBank}`}</span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('cheques.amount'),
      kind: 'number',
      cell: ({ amount }) => formatMoney(amount),
    },
    {
      key: 'issuedOn',
      header: t('cheques.issuedOn'),
      cell: (cheque) => <Days cheque={cheque} />,
    },
    {
      key: 'customer',
      header: t('paymentOrders.line.customer'),
      cell: ({ customerCode }) => (
        <Link to="/customers/$code" params={{ code: customerCode }} className="td-mono">
          {customerCode}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('cheques.state'),
      phone: 'wide',
      cell: (cheque) => <ChequeState cheque={cheque} />,
    },
  ];
  return (
    <ReportTable
      caption={t('cheques.listTitle')}
      columns={columns}
      rows={props.cheques}
      rowKey={({ id }) => id}
    />
  );
}

function Days({ cheque: { issuedOn, presentBy, late, state } }: { cheque: Cheque }) {
  const { t } = useTranslation();
  const date = formatDate(presentBy);
  return (
    <span className="td-figures">
      {formatDate(issuedOn)}
      {state === 'received' && (
        <span className={`td-second-line${late ? ' td-bad-text' : ''}`}>
          {late ? t('cheques.late', { date }) : t('cheques.presentBy', { date })}
        </span>
      )}
    </span>
  );
}

export function ChequeState({ cheque }: { cheque: Cheque }) {
  const { t, i18n } = useTranslation();
  const { state, bounceWords, bounceWordsEn, slip, certified } = cheque;
  const reason = i18n.language === 'en' ? bounceWordsEn : bounceWords;
  const notes = [
    state === 'bounced' && reason,
    state === 'deposited' && slip,
    certified && t('cheques.certified'),
  ].filter(Boolean);
  return (
    <span>
      <Tag tone={toneOfCheque[state]}>{t(`cheques.states.${state}`)}</Tag>
      {notes.length > 0 && <span className="td-second-line">{notes.join(', ')}</span>}
    </span>
  );
}

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BankCredit } from '../api/accounting-types.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney } from '../format.ts';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { AssignDialog, type Assignment } from './assign-dialog.tsx';
import { GiveDialog, type Gift } from './give-dialog.tsx';

/** Credits, oldest first, each with whose it may be. Two clicks lay it on a window: the suggestion, and yes. */
export function CreditsTable({ credits }: { credits: readonly BankCredit[] }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const [assignment, setAssignment] = useState<Assignment>();
  const [gift, setGift] = useState<Gift>();
  const columns: Column<BankCredit>[] = [
    {
      key: 'day',
      header: t('settlement.credits.bookedOn'),
      cell: ({ bookedOn, ageDays }) => (
        <span className="td-figures">
          {formatDate(bookedOn)}
          <span className={`td-second-line${ageDays > 7 ? ' td-bad-text' : ''}`}>
            {t('settlement.credits.days', { count: ageDays })}
          </span>
        </span>
      ),
    },
    {
      key: 'remittance',
      header: t('settlement.credits.remittance'),
      phone: 'title',
      width: '32%',
      cell: ({ remittance, payer, reference }) => (
        <span>
          {remittance || reference}
          <span className="td-second-line">
            {[payer, remittance && reference].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('settlement.credits.amount'),
      kind: 'number',
      cell: ({ amount }) => <strong>{formatMoney(amount)}</strong>,
    },
    {
      key: 'left',
      header: t('settlement.credits.left'),
      kind: 'number',
      cell: ({ unidentified }) => formatMoney(unidentified),
    },
    {
      key: 'suggestions',
      header: t('settlement.credits.suggestions'),
      phone: 'wide',
      cell: (credit) =>
        credit.unidentified === '0' ? (
          <Done credit={credit} />
        ) : (
          <Suggestions
            credit={credit}
            onAssign={may ? setAssignment : undefined}
            onGive={may ? setGift : undefined}
          />
        ),
    },
  ];
  return (
    <>
      <ReportTable
        caption={t('settlement.credits.title')}
        columns={columns}
        rows={credits}
        rowKey={({ id }) => id}
      />
      {assignment && <AssignDialog assignment={assignment} onClose={() => setAssignment(undefined)} />}
      {gift && <GiveDialog gift={gift} onClose={() => setGift(undefined)} />}
    </>
  );
}

/** A customer's transfer leads to its payment. */
function Done({ credit: { transfer } }: { credit: BankCredit }) {
  const { t } = useTranslation();
  if (!transfer || transfer.state === 'released') return t('settlement.credits.done');
  return (
    <span>
      {t('settlement.credits.ofCustomer', { code: transfer.customerCode })}
      <span className="td-second-line">
        {transfer.paymentId ? (
          <Link to="/payments/$id" params={{ id: transfer.paymentId }}>
            {t('settlement.credits.toPayment')}
          </Link>
        ) : (
          t('settlement.credits.keeping')
        )}
      </span>
    </span>
  );
}

function Suggestions(props: {
  credit: BankCredit;
  onAssign: ((assignment: Assignment) => void) | undefined;
  onGive: ((gift: Gift) => void) | undefined;
}) {
  const { t } = useTranslation();
  const { credit, onAssign, onGive } = props;
  const { suggestions, suggestedCustomers, transfer } = credit;
  return (
    <span className="td-fixes">
      {transfer?.state === 'released' && <span className="td-small">{t('settlement.credits.released')}</span>}
      {suggestedCustomers.map((code) => (
        <Button
          key={code}
          size="compact-sm"
          variant="default"
          disabled={!onGive}
          onClick={() => onGive?.({ credit, customerCode: code })}
        >
          {t('settlement.credits.maybeCustomer', { code })}
        </Button>
      ))}
      {suggestions.length === 0 && suggestedCustomers.length === 0 && (
        <span className="td-small">
          {credit.recognisedPartner
            ? t('settlement.credits.onlyPartner', { partner: credit.recognisedPartner.name })
            : t('settlement.credits.noSuggestion')}
        </span>
      )}
      {suggestions.map((suggestion) => {
        const { partnerCode, partnerName, days, recognised, rule } = suggestion;
        const name =
          days.length === 0
            ? t('settlement.credits.prefund', { partner: partnerName })
            : `${partnerName}, ${days.map((day) => formatDate(day)).join(', ')}`;
        return (
          <Button
            key={`${partnerCode} ${rule} ${days[0] ?? ''}`}
            size="compact-sm"
            variant={recognised ? 'light' : 'default'}
            disabled={!onAssign}
            title={t(`settlement.rules.${rule}`)}
            onClick={() => onAssign?.({ credit, suggestion })}
          >
            {name}
          </Button>
        );
      })}
      {onAssign && (
        <Button size="compact-sm" variant="subtle" onClick={() => onAssign({ credit })}>
          {t('settlement.credits.assignOther')}
        </Button>
      )}
      {onGive && credit.unidentified === credit.amount && (
        <Button size="compact-sm" variant="subtle" onClick={() => onGive({ credit, customerCode: '' })}>
          {t('settlement.credits.giveCustomer')}
        </Button>
      )}
    </span>
  );
}

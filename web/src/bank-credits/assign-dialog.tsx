import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { BankCredit } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { partnersQuery } from '../api/queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { DateField } from '../ui/date-field.tsx';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';

export interface Assignment {
  credit: BankCredit;
  suggestion?: BankCredit['suggestions'][number];
}

/** Lays a credit on the suggested windows, or on one that a person names. */
export function AssignDialog({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const { t } = useTranslation();
  const { credit, suggestion } = assignment;
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const assign = useMutation({
    mutationFn: (parts: Part[]) => assignParts(credit, parts),
    onSuccess: onClose,
    onSettled: () => refreshAccounting(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parts = suggestion ? partsOf(credit, suggestion) : readPart(new FormData(event.currentTarget));
    setMissing(parts === undefined);
    if (parts) assign.mutate(parts);
  };
  return (
    <Dialog title={t('settlement.credits.assignTitle')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>
          <strong className="td-figures">{formatMoney(credit.unidentified)}</strong>
          <span className="td-second-line">{credit.remittance || credit.payer}</span>
        </p>
        {assign.isError && <ProblemBlock error={assign.error} />}
        {suggestion ? <Suggested suggestion={suggestion} /> : <WindowFields credit={credit} />}
        {missing && <FormProblem>{t('settlement.credits.assignMissing')}</FormProblem>}
        <DoOrCancel
          deed={t('settlement.credits.assign')}
          isBusy={assign.isPending}
          hasFocus
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function Suggested({ suggestion }: { suggestion: NonNullable<Assignment['suggestion']> }) {
  const { t } = useTranslation();
  const { partnerName, days, amounts, rule, recognised } = suggestion;
  return (
    <>
      <p>
        {t(`settlement.rules.${rule}`)}
        {!recognised && <span className="td-second-line">{t('settlement.credits.amountOnly')}</span>}
      </p>
      <ul className="td-figures">
        {days.length === 0 ? (
          <li>{t('settlement.credits.prefund', { partner: partnerName })}</li>
        ) : (
          days.map((day, index) => (
            <li key={day}>
              {partnerName}, {formatDate(day)}: {formatMoney(amounts[index] ?? '0')}
            </li>
          ))
        )}
      </ul>
    </>
  );
}

function WindowFields({ credit }: { credit: BankCredit }) {
  const { t } = useTranslation();
  const id = useId();
  const partners = useQuery(partnersQuery);
  return (
    <>
      <div className="td-field">
        <label htmlFor={id}>{t('settlement.windows.partner')}</label>
        <select id={id} name="partner" defaultValue={credit.recognisedPartner?.code ?? ''}>
          <option value="">{t('words.choose')}</option>
          {(partners.data?.rows ?? [])
            .filter(({ kind }) => kind !== 'own')
            .map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
      </div>
      <div className="td-filters">
        <DateField label={t('settlement.windows.day')} name="day" value={null} />
        <div className="td-field">
          <label htmlFor={`${id}-amount`}>{t('settlement.credits.assignAmount')}</label>
          <input
            id={`${id}-amount`}
            name="amount"
            inputMode="numeric"
            autoComplete="off"
            className="td-figures td-right"
            defaultValue={formatMoney(credit.unidentified)}
          />
        </div>
      </div>
    </>
  );
}

interface Part {
  partner: string;
  /** Null: what the partner pays in beforehand. */
  day: string | null;
  amount: string;
}

function partsOf(
  credit: BankCredit,
  { partnerCode, days, amounts }: BankCredit['suggestions'][number],
): Part[] {
  if (days.length === 0) return [{ partner: partnerCode, day: null, amount: credit.unidentified }];
  return days.map((day, index) => ({
    partner: partnerCode,
    day,
    amount: amounts[index] ?? credit.unidentified,
  }));
}

function readPart(fields: FormData): Part[] | undefined {
  const [partner, day] = [String(fields.get('partner') ?? ''), String(fields.get('day') ?? '')];
  const amount = readDong(String(fields.get('amount') ?? ''));
  return partner === '' || day === '' || amount === undefined || amount === '0'
    ? undefined
    : [{ partner, day, amount }];
}

/** One window after the other; where one is refused the ones before stay, and the list shows what is left. */
async function assignParts(credit: BankCredit, parts: readonly Part[]): Promise<void> {
  for (const { partner, day, amount } of parts) {
    const whose = encodeURIComponent(partner);
    const path =
      day === null ? `/settlement/prefund/${whose}` : `/settlement/windows/${whose}/${day}/receipts`;
    await sendJson('POST', path, { creditId: credit.id, amount });
  }
}

import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/dates.ts';
import { needsSecondPerson, type Fix } from '../../../core/reconciliation/lanes.ts';
import type { Difference, ResolveAnswer, ResolveRequest } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useSession } from '../api/session.ts';
import { DateField } from '../ui/date-field.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { DoOrCancel } from '../ui/dialog.tsx';

/** Above any limit: only what always needs two persons is announced here; the server knows the limit. */
const noLimit = 2n ** 62n;

/** Reason and what the fix asks for besides; Enter in the reason does it. */
export function FixForm(props: {
  /** The line in hand, or several of one cause. */
  lines: readonly Difference[];
  fix: Fix;
  onDone: (answer: ResolveAnswer) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const { lines, fix } = props;
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<FixProblem>();
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [fix]);
  const resolve = useMutation({
    mutationFn: (request: ResolveRequest) =>
      sendJson<ResolveAnswer>('POST', '/reconciliation/differences/resolve', request),
    onSuccess: props.onDone,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const request = readFix(new FormData(event.currentTarget), fix, lines);
    setProblem(typeof request === 'string' ? request : undefined);
    if (typeof request !== 'string') resolve.mutate(request);
  };
  return (
    <form ref={form} className="td-panel" onSubmit={submit} noValidate>
      <h3>
        {t(`recon.fixes.${fix}`)}
        {lines.length > 1 && ` (${lines.length})`}
      </h3>
      <p className="td-small">
        {t(`recon.fixHints.${fix}`)} {needsSecondPerson(fix, 0n, noLimit) && t('recon.fix.needsSecond')}
      </p>
      {resolve.isError && <ProblemBlock error={resolve.error} />}
      <FixFields fix={fix} line={lines[0]} problem={problem} />
      <ReasonField problem={problem === 'noReason'} first={fix !== 'correct_code'} />
      <DoOrCancel
        deed={lines.length > 1 ? t('recon.fix.applyMany', { count: lines.length }) : t('recon.fix.apply')}
        isBusy={resolve.isPending}
        onCancel={props.onLeave}
      />
    </form>
  );
}

type FixProblem = 'noReason' | 'noCode' | 'noDay' | 'noAccount';

function ReasonField({ problem, first }: { problem: boolean; first: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('recon.fix.reason')}</label>
      <input
        id={id}
        name="note"
        autoComplete="off"
        maxLength={500}
        aria-invalid={problem}
        aria-describedby={problem ? `${id}-problem` : undefined}
        {...(first && { 'data-first': true })}
      />
      {problem && (
        <span id={`${id}-problem`} className="td-field-error">
          {t('recon.fix.reasonMissing')}
        </span>
      )}
    </div>
  );
}

function FixFields(props: { fix: Fix; line: Difference | undefined; problem: FixProblem | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  const { businessDate } = useSession();
  const { fix, line, problem } = props;
  if (fix === 'correct_code')
    return (
      <div className="td-field">
        <label htmlFor={id}>{t('recon.fix.customerCode')}</label>
        <input
          id={id}
          name="customerCode"
          className="td-mono"
          autoComplete="off"
          spellCheck={false}
          defaultValue={line?.cause === 'other_customer' ? (line.customerCode ?? '') : ''}
          aria-invalid={problem === 'noCode'}
          data-first
        />
        {problem === 'noCode' && <span className="td-field-error">{t('recon.fix.customerCodeMissing')}</span>}
      </div>
    );
  if (fix === 'wait')
    return (
      <>
        <DateField label={t('recon.fix.waitUntil')} name="untilDay" value={addDays(businessDate, 1)} />
        {problem === 'noDay' && <span className="td-field-error">{t('recon.fix.waitMissing')}</span>}
      </>
    );
  if (fix === 'refund') return <RefundFields problem={problem === 'noAccount'} />;
  return null;
}

/** Without an account the partner gives the money back. */
function RefundFields({ problem }: { problem: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const [byBank, setByBank] = useState(false);
  const input = (name: 'bankBin' | 'bankAccount' | 'accountHolder') => (
    <div className="td-field">
      <label htmlFor={id + name}>{t(`recon.fix.${name}`)}</label>
      <input id={id + name} name={name} autoComplete="off" aria-invalid={problem} />
    </div>
  );
  return (
    <>
      <fieldset className="td-radio">
        <legend className="td-label">{t('recon.fix.way')}</legend>
        <label>
          <input type="radio" name="way" checked={!byBank} onChange={() => setByBank(false)} />
          {t('recon.fix.ways.partner')}
        </label>
        <label>
          <input type="radio" name="way" checked={byBank} onChange={() => setByBank(true)} />
          {t('recon.fix.ways.bank')}
        </label>
      </fieldset>
      {byBank && (
        <div className="td-filters">
          {input('bankBin')}
          {input('bankAccount')}
          {input('accountHolder')}
          <input type="hidden" name="byBank" value="yes" />
          {problem && <span className="td-field-error">{t('recon.fix.accountMissing')}</span>}
        </div>
      )}
    </>
  );
}

function readFix(fields: FormData, fix: Fix, lines: readonly Difference[]): ResolveRequest | FixProblem {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const request: ResolveRequest = { ids: lines.map(({ id }) => id), fix, note: text('note') };
  if (fix === 'correct_code') {
    const code = text('customerCode').replaceAll(/\s/g, '').toUpperCase();
    if (code === '') return 'noCode';
    request.customerCode = code;
  }
  if (fix === 'wait') {
    if (text('untilDay') === '') return 'noDay';
    request.untilDay = text('untilDay');
  }
  if (fix === 'refund' && text('byBank') === 'yes') {
    const [bankBin, bankAccount, accountHolder] = [
      text('bankBin'),
      text('bankAccount'),
      text('accountHolder'),
    ];
    if (!/^\d{6}$/.test(bankBin) || bankAccount.length < 4 || accountHolder.length < 2) return 'noAccount';
    Object.assign(request, { bankBin, bankAccount, accountHolder });
  }
  return request.note.length < 3 ? 'noReason' : request;
}

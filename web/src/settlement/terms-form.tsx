import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isCutOff } from '../../../core/settlement-day.ts';
import { addDays } from '../../../core/dates.ts';
import { refreshAccounting } from '../api/accounting-queries.ts';
import type { FeeRule, NewTerms, Terms } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay, useSession } from '../api/session.ts';
import { formatCount } from '../format.ts';
import { DateField } from '../ui/date-field.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readDong } from '../ui/typed-money.ts';
import { draftOf, readDraft } from './fee-draft.ts';
import { FeeFields } from './fee-fields.tsx';
import { FeePreview } from './fee-preview.tsx';
import { FormProblem } from '../ui/dialog.tsx';

type TermsProblem = 'badTime' | 'badFee' | 'badDay' | 'badLimit';

/** The terms in force, to be changed from a day on. */
export function TermsForm({ terms }: { terms: Terms }) {
  const { t } = useTranslation();
  const may = useMay('settlement.manage');
  const queries = useQueryClient();
  const version = terms.versions.find(({ inForce }) => inForce) ?? terms.versions.at(-1);
  const [draft, setDraft] = useState(() => draftOf(version?.feeRule ?? { kind: 'none' }));
  const [vatRate, setVatRate] = useState(version?.feeVatRate ?? 10);
  const [problem, setProblem] = useState<TermsProblem>();
  const feeRule = readDraft(draft);
  const save = useMutation({
    mutationFn: (change: NewTerms) =>
      sendJson('PUT', `/settlement/terms/${encodeURIComponent(terms.partnerCode)}`, change),
    onSuccess: () => refreshAccounting(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const change = readTerms(new FormData(event.currentTarget), { feeRule, vatRate });
    setProblem(typeof change === 'string' ? change : undefined);
    if (typeof change !== 'string') save.mutate(change);
  };
  return (
    <Section title={terms.partnerName}>
      <form onSubmit={submit} noValidate className="td-stack td-gap">
        {save.isError && <ProblemBlock error={save.error} />}
        {!may && <p className="td-notice">{t('settlement.terms.readOnly')}</p>}
        <fieldset disabled={!may} className="td-control td-stack td-gap">
          <DayFields terms={terms} version={version} />
          <FeeFields draft={draft} onChange={setDraft} />
          <PayFields version={version} vatRate={vatRate} onVatRate={setVatRate} />
        </fieldset>
        <FeePreview partner={terms.partnerCode} feeRule={feeRule} vatRate={vatRate} />
        {problem && <FormProblem>{t(`settlement.terms.${problem}`)}</FormProblem>}
        {may && (
          <div className="td-buttons">
            <Button type="submit" size="sm" loading={save.isPending}>
              {t('settlement.terms.save')}
            </Button>
            {save.isSuccess && <span role="status">{t('settlement.terms.saved')}</span>}
          </div>
        )}
      </form>
    </Section>
  );
}

type Version = Terms['versions'][number] | undefined;

function DayFields({ terms, version }: { terms: Terms; version: Version }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  return (
    <>
      <div className="td-filters">
        <DateField
          label={t('settlement.terms.validFrom')}
          name="validFrom"
          value={addDays(businessDate, 1)}
        />
        <TermField name="cutOff" label={t('settlement.terms.cutOff')} value={terms.cutOff.slice(0, 5)} />
        <TermField name="fileDue" label={t('settlement.terms.fileDue')} value={version?.fileDue ?? '08:00'} />
        <TermField
          name="settleDays"
          label={t('settlement.terms.settleDays')}
          value={String(version?.settleDays ?? 1)}
        />
        <TermField
          name="dailyLimit"
          label={t('settlement.terms.dailyLimit')}
          value={terms.dailyLimit === null ? '' : formatCount(terms.dailyLimit)}
        />
        <label className="td-check">
          <input type="checkbox" name="prefunded" defaultChecked={terms.prefunded} />
          {t('settlement.terms.prefunded')}
        </label>
      </div>
      <p className="td-small">{t('settlement.terms.cutOffHint')}</p>
      <div className="td-filters">
        <TermField name="contact" label={t('settlement.terms.contact')} value={version?.contact ?? ''} wide />
        <TermField
          name="bankMarks"
          label={t('settlement.terms.bankMarks')}
          value={version?.bankMarks.join('; ') ?? ''}
          wide
        />
      </div>
    </>
  );
}

function PayFields(props: { version: Version; vatRate: number; onVatRate: (rate: number) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="td-filters">
      <div className="td-field">
        <label htmlFor={`${id}-mode`}>{t('settlement.terms.feeMode')}</label>
        <select id={`${id}-mode`} name="feeMode" defaultValue={props.version?.feeMode ?? 'invoiced'}>
          <option value="netted">{t('settlement.terms.feeModes.netted')}</option>
          <option value="invoiced">{t('settlement.terms.feeModes.invoiced')}</option>
        </select>
      </div>
      <div className="td-field td-field-short">
        <label htmlFor={`${id}-vat`}>{t('settlement.terms.feeVat')}</label>
        <input
          id={`${id}-vat`}
          type="number"
          min={0}
          max={100}
          className="td-figures td-right"
          value={props.vatRate}
          onChange={(event) => props.onVatRate(clampRate(event.currentTarget.valueAsNumber))}
        />
      </div>
    </div>
  );
}

function clampRate(rate: number): number {
  return Number.isInteger(rate) ? Math.min(Math.max(rate, 0), 100) : 0;
}

function TermField(props: { name: string; label: string; value: string; wide?: boolean }) {
  const id = useId();
  return (
    <div className={`td-field ${props.wide ? 'td-field-wide' : 'td-field-short'}`}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        defaultValue={props.value}
        autoComplete="off"
        className={props.wide ? undefined : 'td-figures'}
      />
    </div>
  );
}

function readTerms(
  fields: FormData,
  { feeRule, vatRate }: { feeRule: FeeRule | undefined; vatRate: number },
): NewTerms | TermsProblem {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const [validFrom, cutOff, fileDue] = [text('validFrom'), text('cutOff'), text('fileDue')];
  if (validFrom === '') return 'badDay';
  if (!/^\d{2}:\d{2}$/.test(cutOff) || !isCutOff(cutOff)) return 'badTime';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(fileDue)) return 'badTime';
  if (!feeRule) return 'badFee';
  const limitText = text('dailyLimit');
  const dailyLimit = limitText === '' ? null : readDong(limitText);
  if (dailyLimit === undefined || dailyLimit === '0') return 'badLimit';
  const settleDays = Number(text('settleDays'));
  if (!Number.isInteger(settleDays) || settleDays < 0 || settleDays > 30) return 'badDay';
  return {
    validFrom,
    cutOff,
    fileDue,
    settleDays,
    dailyLimit,
    prefunded: fields.get('prefunded') !== null,
    contact: text('contact'),
    bankMarks: text('bankMarks')
      .split(/[;\n]/)
      .map((mark) => mark.trim())
      .filter((mark) => mark.length >= 2),
    feeRule,
    feeMode: text('feeMode') === 'netted' ? 'netted' : 'invoiced',
    feeVatRate: vatRate,
  };
}

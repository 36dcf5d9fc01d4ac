import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { channels } from '../../../core/channels.ts';
import { billChoices, countedThings, denominators, omissions, spans } from '../../../core/kpi/definition.ts';
import { sendJson } from '../api/call.ts';
import type { DefinitionWish, KpiDefinitionRow } from '../api/types.ts';
import { formatPeriod } from '../format.ts';
import { Dialog, DoOrCancel, FormProblem } from '../ui/dialog.tsx';
import { CheckBoxes, chosenIn, readTexts, SelectField, TextField } from '../ui/fields.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { isBuiltIn } from './definition-words.tsx';

/**
 * A new way of counting, or the next version of one. It begins as a copy of `like`; the product's own two keep their
 * names, so that a copy of them asks for one.
 */
export function DefinitionDialog(props: {
  like: KpiDefinitionRow;
  periods: readonly string[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const saving = useMutation({
    mutationFn: (wish: DefinitionWish) => sendJson('POST', '/kpi/definitions', wish),
    onSuccess: async () => {
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/kpi/'),
      });
      props.onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wish = readWish(event.currentTarget);
    setMissing(wish === undefined);
    if (wish) saving.mutate(wish);
  };
  return (
    <Dialog title={t('kpi.make.title')} onClose={props.onClose}>
      <form onSubmit={submit} noValidate className="td-save-form">
        <p className="td-small">{t('kpi.make.lead')}</p>
        {saving.isError && <ProblemBlock error={saving.error} />}
        <DefinitionFields like={props.like} periods={props.periods} />
        {missing && <FormProblem>{t('kpi.make.missing')}</FormProblem>}
        <DoOrCancel deed={t('kpi.make.save')} isBusy={saving.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}

function DefinitionFields({ like, periods }: { like: KpiDefinitionRow; periods: readonly string[] }) {
  const { t } = useTranslation();
  const channelChoices = channels.map((channel) => [channel, t(`customers.channels.${channel}`)] as const);
  const without = (sentence: string): string => sentence.replace(/^[^:]+: /, '').replace(/\.$/, '');
  return (
    <>
      <TextField
        name="name"
        label={t('kpi.make.name')}
        value={isBuiltIn(like.name) ? '' : like.name}
        hint={t('kpi.make.nameHint')}
        maxLength={40}
        focused
      />
      <CheckBoxes
        name="counts"
        legend={t('kpi.make.counts')}
        choices={countedThings.map((thing) => [thing, t(`kpi.definitions.counted.${thing}`)])}
        chosen={like.figures.map(({ counted }) => counted)}
      />
      <SelectField name="denominator" label={t('kpi.make.denominator')} value={like.denominator}>
        {denominators.map((one) => (
          <option key={one} value={one}>
            {without(t(`kpi.definitions.denominator.${one}`))}
          </option>
        ))}
      </SelectField>
      <CheckBoxes
        name="cashChannels"
        legend={t('kpi.make.cash')}
        choices={channelChoices}
        chosen={like.cashChannels}
      />
      <CheckBoxes
        name="tenderDecides"
        legend={t('kpi.make.tender')}
        choices={channelChoices}
        chosen={like.tenderDecides}
      />
      <CheckBoxes
        name="leavesOut"
        legend={t('kpi.make.leavesOut')}
        choices={[
          ...omissions.map((one) => [one, t(`kpi.definitions.leavesOut.${one}`)] as const),
          ['services', t('kpi.definitions.electricityOnly')] as const,
        ]}
        chosen={[...like.leavesOut, ...(like.services ? [] : ['services'])]}
      />
      <SelectField name="billsOfMonth" label={t('kpi.make.billsOfMonth')} value={like.billsOfMonth}>
        {billChoices.map((one) => (
          <option key={one} value={one}>
            {t(`kpi.make.bills.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField name="span" label={t('kpi.make.span')} value={like.span}>
        {spans.map((one) => (
          <option key={one} value={one}>
            {t(`kpi.definitions.span.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField name="validFrom" label={t('kpi.make.validFrom')} value={periods[0]}>
        <option value="">{t('kpi.make.always')}</option>
        {periods.map((period) => (
          <option key={period} value={period}>
            {t('kpi.make.fromPeriod', { period: formatPeriod(period) })}
          </option>
        ))}
      </SelectField>
      <TextField name="source" label={t('kpi.make.source')} />
    </>
  );
}

/** Undefined where the name is none or nothing is counted. */
function readWish(form: HTMLFormElement): DefinitionWish | undefined {
  const text = readTexts(form);
  const wish = {
    name: text('name'),
    counts: chosenIn(form, 'counts', countedThings),
    cashChannels: chosenIn(form, 'cashChannels', channels),
    tenderDecides: chosenIn(form, 'tenderDecides', channels),
    denominator: denominators.find((one) => one === text('denominator')) ?? 'billed',
    leavesOut: chosenIn(form, 'leavesOut', omissions),
    services: chosenIn(form, 'leavesOut', ['services']).length === 0,
    billsOfMonth: billChoices.find((one) => one === text('billsOfMonth')) ?? 'all',
    span: spans.find((one) => one === text('span')) ?? 'month',
    validFrom: text('validFrom') || null,
    source: text('source'),
  };
  return /^[a-z][a-z0-9-]{1,39}$/.test(wish.name) && wish.counts.length > 0 ? wish : undefined;
}

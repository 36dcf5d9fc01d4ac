import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { channels } from '../../../core/channels.ts';
import { addMonths, monthOf } from '../../../core/dates.ts';
import {
  countMeasures,
  isShareMeasure,
  nameOfMeasure,
  shareMeasures,
} from '../../../core/targets/measures.ts';
import { planModes, planSpans } from '../../../core/targets/span.ts';
import { sendJson } from '../api/call.ts';
import type { PostTargetsPlansBody } from '../api/gen/index.gen.ts';
import { kpiDefinitionsQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { formatPeriod, languageOf } from '../format.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { readTexts, SelectField, TextField } from '../ui/fields.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { readTarget } from './plan-words.ts';
import { plansQuery } from './queries.ts';

const thingOf = { share_customers: 'customers', share_money: 'money', share_bills: 'bills' } as const;

/** What is asked of the company, and over which time; everything below it is proposed. */
export function NewPlanDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [measure, setMeasure] = useState<string>(shareMeasures[0]);
  const [badGoal, setBadGoal] = useState(false);
  const share = isShareMeasure(measure);
  const making = useMutation({
    mutationFn: (body: PostTargetsPlansBody) => sendJson<{ id: string }>('POST', '/targets/plans', body),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: plansQuery().queryKey });
      onClose();
      await navigate({ to: '/targets/$id', params: { id } });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const textOf = readTexts(event.currentTarget);
    const goal = readTarget(textOf('goal'), share);
    setBadGoal(goal === undefined);
    if (!goal) return;
    making.mutate({
      measure,
      span: textOf('span') as PostTargetsPlansBody['span'],
      month: textOf('month'),
      mode: textOf('mode') as PostTargetsPlansBody['mode'],
      goal: 'shareBp' in goal ? String(goal.shareBp) : goal.target,
      ...(share && textOf('definition') && { definition: textOf('definition') }),
    });
  };
  return (
    <Dialog title={t('plans.make')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{t('plans.makeHint')}</p>
        {making.isError && <ProblemBlock error={making.error} />}
        <MeasureField measure={measure} onChange={setMeasure} />
        {isShareMeasure(measure) && <DefinitionField thing={thingOf[measure]} />}
        <SpanFields />
        <TextField
          name="goal"
          label={share ? t('plans.goalShare') : t('plans.goalCount')}
          problem={badGoal ? t('plans.badGoal') : undefined}
          numeric
          focused
        />
        <DoOrCancel deed={t('plans.make')} isBusy={making.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function MeasureField({ measure, onChange }: { measure: string; onChange: (measure: string) => void }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const groups = [
    { label: t('plans.shares'), measures: shareMeasures },
    { label: t('plans.counts'), measures: countMeasures },
    {
      label: t('plans.channelCustomers'),
      measures: channels.map((channel) => `channel_customers:${channel}` as const),
    },
    {
      label: t('plans.channelMoney'),
      measures: channels.map((channel) => `channel_money:${channel}` as const),
    },
  ];
  return (
    <label className="td-field">
      <span>{t('plans.measure')}</span>
      <select name="measure" value={measure} onChange={(event) => onChange(event.currentTarget.value)}>
        {groups.map(({ label, measures }) => (
          <optgroup key={label} label={label}>
            {measures.map((one) => (
              <option key={one} value={one}>
                {nameOfMeasure(one, language)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** The definitions in force that count what the measure is a share of, the company's own among them. */
function DefinitionField({ thing }: { thing: 'customers' | 'money' | 'bills' }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const { data, error } = useQuery(kpiDefinitionsQuery({ period: monthOf(businessDate) }));
  if (error) return <ProblemBlock error={error} />;
  return (
    <SelectField name="definition" label={t('plans.definition')}>
      {(data?.rows ?? [])
        .filter(({ figures }) => figures.some(({ counted }) => counted === thing))
        .map(({ name, version }) => (
          <option key={name} value={name}>
            {name}@{version}
          </option>
        ))}
    </SelectField>
  );
}

const monthsAhead = 12;

function SpanFields() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const present = monthOf(businessDate);
  const months = Array.from({ length: monthsAhead + 3 }, (_, index) => addMonths(present, index - 2));
  return (
    <>
      <SelectField name="span" label={t('plans.span')}>
        {planSpans.toReversed().map((span) => (
          <option key={span} value={span}>
            {t(`plans.spans.${span}`)}
          </option>
        ))}
      </SelectField>
      <label className="td-field">
        <span>{t('plans.month')}</span>
        <select name="month" defaultValue={present}>
          {months.map((month) => (
            <option key={month} value={month}>
              {formatPeriod(month)}
            </option>
          ))}
        </select>
      </label>
      <SelectField name="mode" label={t('plans.mode')}>
        {planModes.toReversed().map((mode) => (
          <option key={mode} value={mode}>
            {t(`plans.modes.${mode}`)}
          </option>
        ))}
      </SelectField>
    </>
  );
}

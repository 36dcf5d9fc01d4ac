import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { timesWords } from '../../../core/outreach/words.ts';
import { sendJson } from '../api/call.ts';
import type { OutreachGround, OutreachWish } from '../api/outreach-queries.ts';
import { useSession } from '../api/session.ts';
import { formatBasisPoints, formatCount } from '../format.ts';
import { DateField } from '../ui/date-field.tsx';
import { TextField } from '../ui/fields.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Counters } from './counters.tsx';
import { readWish } from './read-wish.ts';
import { FormProblem } from '../ui/dialog.tsx';

/** The question: by when, how much, with how many people, and what is taken for granted. */
export function PlanForm({ ground }: { ground: OutreachGround }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [wrong, setWrong] = useState(false);
  const ask = useMutation({
    mutationFn: (wish: OutreachWish) => sendJson<{ id: string }>('POST', '/outreach/plans', wish),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['/outreach/ground'] });
      await navigate({
        to: '.',
        search: (now: object) => ({ ...now, unit: ground.unit.code, plan: id, village: undefined }),
      });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wish = readWish(ground.unit.code, new FormData(event.currentTarget), businessDate);
    setWrong(wish === undefined);
    if (wish) ask.mutate(wish);
  };
  const { usual, targetBp } = ground;
  return (
    <form className="td-outreach-form" aria-label={t('outreach.form.title')} onSubmit={submit} noValidate>
      {ask.isError && <ProblemBlock error={ask.error} />}
      <div className="td-filters">
        <DateField label={t('outreach.form.until')} name="until" value={ground.until} />
        <TextField
          name="target"
          label={t('outreach.form.target')}
          value={targetBp === null ? '' : formatBasisPoints(targetBp)}
          numeric
        />
        <TextField name="workers" label={t('outreach.form.workers')} value={String(usual.workers)} numeric />
        <TextField
          name="visitsPerDay"
          label={t('outreach.form.visitsPerDay')}
          value={String(usual.visitsPerDay)}
          numeric
        />
        <TextField
          name="moreWorkers"
          label={t('outreach.form.moreWorkers')}
          value={String(usual.moreWorkers)}
          numeric
        />
      </div>
      {targetBp === null && <p className="td-small">{t('outreach.form.noTarget')}</p>}
      <Assumptions ground={ground} />
      {wrong && <FormProblem>{t('outreach.form.wrong')}</FormProblem>}
      <div className="td-buttons">
        <Button type="submit" size="sm" loading={ask.isPending}>
          {t('outreach.form.submit')}
        </Button>
      </div>
    </form>
  );
}

function Assumptions({ ground: { usual, counters, model } }: { ground: OutreachGround }) {
  const { t } = useTranslation();
  const assumed = {
    visitOdds: usual.visitOdds,
    travel: usual.travelDays * 100,
    promotionOdds: usual.promotionOdds,
    closingOdds: usual.closingOdds,
    monthlyChance: usual.monthlyChance * 100,
  };
  return (
    <details className="td-outreach-assumptions">
      <summary>{t('outreach.form.assumptions')}</summary>
      <p>{t('outreach.form.assumptionsLead')}</p>
      <div className="td-filters">
        {Object.entries(assumed).map(([name, value]) => (
          <TextField
            key={name}
            name={name}
            label={t(`outreach.form.${name as keyof typeof assumed}`)}
            value={timesWords(value)}
            numeric
          />
        ))}
      </div>
      <p className="td-small">
        {model?.closing
          ? t('outreach.form.closingLearned', {
              households: formatCount(model.closing.households),
              converted: formatCount(model.closing.converted),
            })
          : t('outreach.form.closingAssumed')}
      </p>
      <Counters counters={counters} />
    </details>
  );
}

import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { factorNames, type Weights } from '../../../core/targets/proposal.ts';
import { sendJson } from '../api/call.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { readTexts, TextField } from '../ui/fields.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { planPath, type Plan } from './queries.ts';

interface DialogOfPlan {
  plan: Plan;
  refresh: (queries: QueryClient) => Promise<void>;
  onClose: () => void;
}

/** A step of a plan that asks for some fields first; `read` gives the body, or the names of fields that are wrong. */
function StepDialog(
  props: DialogOfPlan & {
    title: string;
    hint: string;
    step: 'proposal' | 'hand-over';
    read: (textOf: (name: string) => string) => object | string[];
    fields: (wrong: readonly string[]) => ReactNode;
  },
) {
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const { plan, title, hint, onClose } = props;
  const sending = useMutation({
    mutationFn: (body: object) =>
      sendJson('POST', `${planPath(plan.id)}/${props.step}`, { version: plan.version, ...body }),
    onSuccess: onClose,
    onSettled: () => props.refresh(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = props.read(readTexts(event.currentTarget));
    setWrong(Array.isArray(read) ? read : []);
    if (!Array.isArray(read)) sending.mutate(read);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="td-small">{hint}</p>
        {sending.isError && <ProblemBlock error={sending.error} />}
        {props.fields(wrong)}
        <DoOrCancel deed={title} isBusy={sending.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** A new proposal for all rows that are not locked, by other weights if wanted. */
export function ProposeDialog(props: DialogOfPlan) {
  const { t } = useTranslation();
  const read = (textOf: (name: string) => string) => {
    const wrong = factorNames.filter((name) => !/^\d{1,3}$/.test(textOf(name)) || Number(textOf(name)) > 100);
    if (wrong.length > 0) return wrong;
    return {
      weights: Object.fromEntries(factorNames.map((name) => [name, Number(textOf(name))])) as Weights,
    };
  };
  return (
    <StepDialog
      {...props}
      title={t('plans.propose')}
      hint={t('plans.proposeHint')}
      step="proposal"
      read={read}
      fields={(wrong) =>
        factorNames.map((name, index) => (
          <TextField
            key={name}
            name={name}
            label={t(`plans.factors.${name}`)}
            value={String(props.plan.weights[name])}
            problem={wrong.includes(name) ? t('plans.badWeight') : undefined}
            numeric
            focused={index === 0}
          />
        ))
      }
    />
  );
}

const letterFields = ['number', 'place', 'basis', 'signerTitle', 'signerName'] as const;
const labels = {
  number: 'plans.letterNumber',
  place: 'plans.place',
  basis: 'plans.letterBasis',
  signerTitle: 'plans.signerTitle',
  signerName: 'plans.signerName',
} as const;

/** The letter: its number, what it rests on, and who signs. */
export function HandOverDialog(props: DialogOfPlan) {
  const { t } = useTranslation();
  const read = (textOf: (name: string) => string) => {
    const wrong = letterFields.filter((name) => name !== 'basis' && textOf(name) === '');
    if (wrong.length > 0) return wrong;
    return Object.fromEntries(letterFields.map((name) => [name, textOf(name)]));
  };
  return (
    <StepDialog
      {...props}
      title={t(props.plan.state === 'adjusting' ? 'plans.handOverAgain' : 'plans.handOver')}
      hint={t('plans.handOverHint')}
      step="hand-over"
      read={read}
      fields={(wrong) =>
        letterFields.map((name, index) => (
          <TextField
            key={name}
            name={name}
            label={t(labels[name])}
            value={name === 'number' ? '' : (props.plan.signing?.[name] ?? '')}
            problem={wrong.includes(name) ? t('plans.needed') : undefined}
            focused={index === 0}
          />
        ))
      }
    />
  );
}

/** Opens a plan that was handed over, for a reason. */
export function AdjustDialog(props: DialogOfPlan) {
  const { t } = useTranslation();
  return <ReasonStep {...props} path="adjustment" title={t('plans.adjust')} hint={t('plans.adjustHint')} />;
}

/** Puts every row back to what the last letter says. */
export function DropDialog(props: DialogOfPlan) {
  const { t } = useTranslation();
  return (
    <ReasonStep
      {...props}
      path="adjustment/drop"
      title={t('plans.dropAdjustment')}
      hint={t('plans.dropHint', { number: props.plan.letterNumber })}
    />
  );
}

function ReasonStep({
  plan,
  refresh,
  onClose,
  path,
  title,
  hint,
}: DialogOfPlan & { path: string; title: string; hint: string }) {
  return (
    <ReasonDialog
      title={title}
      hint={hint}
      send={title}
      onSend={(reason) => sendJson('POST', `${planPath(plan.id)}/${path}`, { version: plan.version, reason })}
      refresh={refresh}
      onClose={onClose}
    />
  );
}

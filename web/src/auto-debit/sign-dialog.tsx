import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson, uploadFile } from '../api/call.ts';
import { refreshDebits, type Mandate } from '../api/debit-queries.ts';
import { TextField } from '../ui/fields.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { ProblemBlock } from '../ui/states.tsx';

interface Consent {
  signedOn: string;
  by: string;
  paper: string | null;
}

/** The customer's consent: when, before whom, on which paper, and its photograph. */
export function SignDialog({ mandate, onClose }: { mandate: Mandate; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [photo, setPhoto] = useState<File>();
  const [missing, setMissing] = useState(false);
  const sign = useMutation({
    mutationFn: async (consent: Consent) => {
      if (photo) await uploadFile(`/mandates/${mandate.id}/photo`, {}, photo, () => undefined);
      return sendJson<Mandate>('POST', `/mandates/${mandate.id}/sign`, { consent });
    },
    onSuccess: onClose,
    onSettled: () => refreshDebits(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const field = (name: string): string => String(fields.get(name) ?? '').trim();
    const consent = { signedOn: field('on'), by: field('by'), paper: field('paper') || null };
    const isWhole = consent.signedOn && consent.by && (consent.paper || photo || mandate.consentSha256);
    setMissing(!isWhole);
    if (isWhole) sign.mutate(consent);
  };
  return (
    <Dialog title={t('autoDebit.mandates.sign.title', { number: mandate.number })} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {sign.isError && <ProblemBlock error={sign.error} />}
        <DateField name="on" label={t('autoDebit.mandates.sign.on')} value={null} />
        <TextField name="by" label={t('autoDebit.mandates.sign.by')} />
        <TextField name="paper" label={t('autoDebit.mandates.sign.paper')} />
        <span className="td-label">{t('autoDebit.mandates.sign.photo')}</span>
        <FileDrop
          label={t('autoDebit.mandates.sign.photo')}
          accept="image/jpeg,image/png,image/webp,application/pdf"
          file={photo}
          onPick={setPhoto}
          problem={missing ? t('autoDebit.mandates.sign.missing') : undefined}
        />
        <p className="td-small">{t('autoDebit.mandates.sign.photoHint')}</p>
        <DoOrCancel deed={t('autoDebit.mandates.sign.save')} isBusy={sign.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

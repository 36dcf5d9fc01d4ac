import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DifferenceDetail } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { useMay, useSession } from '../api/session.ts';
import { ProblemBlock } from '../ui/states.tsx';

/** What one person asked for and another has to approve. */
export function ApprovalSection(props: { difference: DifferenceDetail; onDone: () => void }) {
  const { t } = useTranslation();
  const { proposal, id } = props.difference;
  const { staff } = useSession();
  const may = useMay('money.approve');
  if (!proposal) return null;
  const own = proposal.by === staff.login;
  return (
    <div className="td-panel">
      <h3>{t('recon.approval.title')}</h3>
      <p>{t('recon.approval.proposed', { name: proposal.by, fix: t(`recon.fixes.${proposal.fix}`) })}</p>
      {proposal.customerCode && (
        <p>
          {t('recon.fix.customerCode')}: <span className="td-mono">{proposal.customerCode}</span>
        </p>
      )}
      <p>“{proposal.note}”</p>
      {own && <p className="td-small">{t('recon.approval.own')}</p>}
      {!own && !may && <p className="td-small">{t('recon.approval.noRight')}</p>}
      {!own && may && <Decision id={id} onDone={props.onDone} />}
    </div>
  );
}

function Decision({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const note = useRef<HTMLInputElement>(null);
  const field = useId();
  const [missing, setMissing] = useState(false);
  const decide = useMutation({
    mutationFn: ({ act, text }: { act: 'approve' | 'reject'; text: string }) =>
      sendJson('POST', `/reconciliation/differences/${encodeURIComponent(id)}/${act}`, { note: text }),
    onSuccess: onDone,
  });
  const press = (act: 'approve' | 'reject') => {
    const text = note.current?.value.trim() ?? '';
    setMissing(text.length < 3);
    if (text.length >= 3) decide.mutate({ act, text });
  };
  return (
    <>
      {decide.isError && <ProblemBlock error={decide.error} />}
      <div className="td-field">
        <label htmlFor={field}>{t('recon.fix.reason')}</label>
        <input id={field} ref={note} autoComplete="off" maxLength={500} aria-invalid={missing} />
        {missing && <span className="td-field-error">{t('recon.fix.reasonMissing')}</span>}
      </div>
      <div className="td-buttons">
        <Button size="sm" loading={decide.isPending} onClick={() => press('approve')}>
          {t('recon.approval.approve')}
        </Button>
        <Button size="sm" variant="default" disabled={decide.isPending} onClick={() => press('reject')}>
          {t('recon.approval.reject')}
        </Button>
      </div>
    </>
  );
}

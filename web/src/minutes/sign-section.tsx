import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshMinutes, type Minutes, type SignatureGiven } from '../api/paper-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useMakeMinutes } from './make-minutes.ts';

/** Both signatures, and what stands between the paper and the next one. */
export function SignSection({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation();
  const maySign = useMay('settlement.manage');
  const { state, readiness } = minutes;
  const turn = state === 'draft' ? 'us' : state === 'signed_by_us' ? 'partner' : undefined;
  const ready =
    readiness !== null &&
    !readiness.windowOpen &&
    !readiness.outOfDate &&
    readiness.differences === 0 &&
    readiness.unsignedDays.length === 0;
  return (
    <Section title={t('minutes.sign.title')}>
      <div className="td-signatures">
        <Signature side="us" given={minutes.us} />
        <Signature side="partner" given={minutes.partner} />
      </div>
      {state === 'signed' && <p className="td-good-text">{t('minutes.sign.done')}</p>}
      {turn && !ready && <Blocked minutes={minutes} />}
      {turn && ready && maySign && <SignForm key={turn} minutes={minutes} side={turn} />}
      {turn && !maySign && <p className="td-small">{t('minutes.sign.noRight')}</p>}
    </Section>
  );
}

function Signature({ side, given }: { side: 'us' | 'partner'; given: Minutes['us'] }) {
  const { t } = useTranslation();
  return (
    <div className="td-panel">
      <h3>{t(`minutes.sign.${side}`)}</h3>
      {given ? (
        <>
          <p>{given.signer}</p>
          <Tag tone="good">{t('minutes.sign.signedAt', { at: formatInstant(given.at) })}</Tag>
        </>
      ) : (
        <Tag tone="idle">{t('minutes.sign.waits')}</Tag>
      )}
    </div>
  );
}

function Blocked({ minutes: { readiness, content, state } }: { minutes: Minutes }) {
  const { t } = useTranslation();
  const mayMake = useMay('settlement.manage');
  const make = useMakeMinutes();
  if (!readiness) return null;
  const { windowOpen, differences, unsignedDays, outOfDate } = readiness;
  const span = content.kind === 'day' ? { day: content.from } : { month: content.from.slice(0, 7) };
  return (
    <div className="td-notice td-notice-warn" role="status">
      <div className="td-stack">
        <p className="td-notice-title">{t('minutes.sign.blocked')}</p>
        {windowOpen && <p>{t('minutes.sign.windowOpen')}</p>}
        {differences > 0 && (
          <p>
            {t('minutes.sign.differences', { count: differences })}{' '}
            <Link
              to="/reconciliation/differences"
              search={{ partner: content.partner.code, ...(content.kind === 'day' && { day: content.from }) }}
            >
              {t('minutes.sign.showDifferences')}
            </Link>
          </p>
        )}
        {unsignedDays.length > 0 && (
          <p>
            {t('minutes.sign.unsignedDays', {
              count: unsignedDays.length,
              days: unsignedDays.map(formatDate).join(', '),
            })}
          </p>
        )}
        {outOfDate && <p>{t('minutes.sign.outOfDate')}</p>}
        {outOfDate && state === 'draft' && mayMake && (
          <div className="td-buttons">
            <Button
              size="sm"
              loading={make.isPending}
              onClick={() => make.mutate({ partner: content.partner.code, ...span })}
            >
              {t('minutes.sign.remake')}
            </Button>
            <span className="td-small">{t('minutes.sign.remakeHint')}</span>
          </div>
        )}
        {make.isError && <ProblemBlock error={make.error} />}
      </div>
    </div>
  );
}

function SignForm({ minutes, side }: { minutes: Minutes; side: 'us' | 'partner' }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const field = useId();
  const signer = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const sign = useMutation({
    mutationFn: (given: SignatureGiven) =>
      sendJson<Minutes>('POST', `/minutes/${encodeURIComponent(minutes.id)}/sign`, given),
    onSuccess: () => refreshMinutes(queries),
  });
  return (
    <form
      className="td-sign-form"
      onSubmit={(event) => {
        event.preventDefault();
        const name = signer.current?.value.trim() ?? '';
        setMissing(name.length < 2);
        if (name.length >= 2) sign.mutate({ side, signer: name, hash: minutes.hash });
      }}
    >
      {sign.isError && <ProblemBlock error={sign.error} />}
      <div className="td-field">
        <label htmlFor={field}>{t('minutes.sign.signer')}</label>
        <input id={field} ref={signer} autoComplete="off" maxLength={120} aria-invalid={missing} />
        <span className="td-small">
          {t(side === 'us' ? 'minutes.sign.signerHint' : 'minutes.sign.partnerHint')}
        </span>
        {missing && <span className="td-field-error">{t('minutes.sign.missing')}</span>}
      </div>
      <div className="td-buttons">
        <Button type="submit" size="sm" loading={sign.isPending}>
          {t(side === 'us' ? 'minutes.sign.action' : 'minutes.sign.recordPartner')}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Fix } from '../../../core/reconciliation/lanes.ts';
import { differenceQuery } from '../api/accounting-queries.ts';
import type { DifferenceDetail } from '../api/accounting-types.ts';
import { useSession } from '../api/session.ts';
import { formatDate, formatInstant } from '../format.ts';
import { Facts } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { ApprovalSection } from './approval-section.tsx';
import { BothSides } from './both-sides.tsx';
import { StateTag } from './difference-list.tsx';
import { Timeline } from './difference-timeline.tsx';
import { fixesOf } from './fixes-of.ts';

/** One difference: both sides, why it is one, what may be done, and what was done. */
export function DifferencePane(props: {
  id: string;
  mayFix: boolean;
  /** The fix that is being filled in; its form stands where the buttons were. */
  fixing: React.ReactNode;
  onFix: (fix: Fix) => void;
  onTake: (taken: boolean) => void;
  onDone: () => void;
}) {
  const query = useQuery(differenceQuery(props.id));
  return (
    <Answered query={query}>
      {(difference) => (
        <>
          <Head difference={difference} />
          <BothSides difference={difference} />
          <Why difference={difference} />
          <ApprovalSection difference={difference} onDone={props.onDone} />
          {props.fixing ??
            (props.mayFix && difference.fixes.length > 0 && (
              <FixButtons difference={difference} onFix={props.onFix} onTake={props.onTake} />
            ))}
          <Outcome difference={difference} />
          <HistoryOf difference={difference} />
        </>
      )}
    </Answered>
  );
}

function Head({ difference }: { difference: DifferenceDetail }) {
  const { t } = useTranslation();
  const { partnerCode, partnerName, day, lane, cause, state, overdue, dueOn } = difference;
  return (
    <div className="td-section-head">
      <div>
        <h2>{t(`recon.causes.${cause}`)}</h2>
        <p className="td-subtitle">
          {t(`recon.lanes.${lane}`)}
          {' · '}
          <Link to="/reconciliation/$partner/$day" params={{ partner: partnerCode, day }}>
            {partnerName}, {formatDate(day)}
          </Link>
          {' · '}
          <span className={overdue ? 'td-bad-text' : ''}>
            {overdue ? `${t('recon.bench.overdue')}, ` : ''}
            {t('recon.bench.dueOn', { day: formatDate(dueOn) })}
          </span>
        </p>
      </div>
      <StateTag state={state} />
    </div>
  );
}

function Why({ difference }: { difference: DifferenceDetail }) {
  const { t } = useTranslation();
  const { rule, answer, answerNote, theirs } = difference;
  if (rule === null && answer === null && (theirs === null || theirs.raw === null)) return null;
  return (
    <Facts
      facts={[
        rule && [t('recon.bench.rule'), t(`recon.rules.${rule}`)],
        answer && [
          t('recon.bench.answer'),
          <span key="answer">
            {t(`recon.answers.${answer}`)}
            {answerNote && <span className="td-second-line">{answerNote}</span>}
          </span>,
        ],
        theirs !== null &&
          theirs.raw !== null && [
            t('recon.bench.raw'),
            <span key="raw" className="td-raw">
              {theirs.raw}
            </span>,
          ],
      ]}
    />
  );
}

function FixButtons(props: {
  difference: DifferenceDetail;
  onFix: (fix: Fix) => void;
  onTake: (taken: boolean) => void;
}) {
  const { t } = useTranslation();
  const { staff } = useSession();
  const { owner } = props.difference;
  const elsewhere = owner !== null && owner !== staff.login;
  return (
    <div className="td-stack td-gap">
      {elsewhere && (
        <p className="td-notice td-notice-warn">{t('recon.bench.ownerOther', { name: owner })}</p>
      )}
      <div className="td-fixes">
        {fixesOf(props.difference).map((fix, index) => (
          <Button
            key={fix}
            size="sm"
            variant={index === 0 ? 'filled' : 'default'}
            disabled={elsewhere}
            title={t(`recon.fixHints.${fix}`)}
            leftSection={<span className="td-fix-key">{index + 1}</span>}
            onClick={() => props.onFix(fix)}
          >
            {index === 0
              ? t('recon.bench.suggested', { fix: t(`recon.fixes.${fix}`) })
              : t(`recon.fixes.${fix}`)}
          </Button>
        ))}
        {!elsewhere && (
          <Button size="sm" variant="subtle" onClick={() => props.onTake(owner === null)}>
            {owner === null ? t('recon.bench.take') : t('recon.bench.release')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Outcome({ difference }: { difference: DifferenceDetail }) {
  const { t } = useTranslation();
  const { state, resolution, resolvedBy, resolvedAt, note } = difference;
  if (state !== 'resolved') return null;
  return (
    <p className="td-notice td-notice-good">
      <span>
        {t('recon.bench.resolvedAs', {
          fix: t(`recon.fixes.${resolution as Fix}`, { defaultValue: resolution ?? '' }),
        })}
        {note && `: “${note}”`}
        <span className="td-second-line">
          {[resolvedBy, resolvedAt && formatInstant(resolvedAt)].filter(Boolean).join(' · ')}
        </span>
      </span>
    </p>
  );
}

function HistoryOf({ difference }: { difference: DifferenceDetail }) {
  const { t } = useTranslation();
  return (
    <div className="td-stack td-gap">
      <h3>{t('recon.bench.timeline')}</h3>
      <Timeline
        events={difference.timeline}
        nameOf={(event) => t(`recon.events.${event as 'found'}`, { defaultValue: event })}
      />
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import type { MailLine, ReportLine } from '../api/report-queries.ts';
import { Tag, type Tone } from '../ui/tag.tsx';

const tones = { draft: 'idle', issued: 'good', scheduled: 'past' } as const satisfies Record<
  ReportLine['state'],
  Tone
>;
const mailTones = { waiting: 'busy', sent: 'good', failed: 'bad' } as const satisfies Record<
  MailLine['state'],
  Tone
>;

export function ReportStateTag({ state }: { state: ReportLine['state'] }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state]}>{t(`papers.states.${state}`)}</Tag>;
}

export function MailStateTag({ state }: { state: MailLine['state'] }) {
  const { t } = useTranslation();
  return <Tag tone={mailTones[state]}>{t(`papers.mail.states.${state}`)}</Tag>;
}

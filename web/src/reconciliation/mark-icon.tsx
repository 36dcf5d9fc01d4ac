import {
  IconAlertTriangle,
  IconCash,
  IconCashOff,
  IconCheck,
  IconChecks,
  IconClock,
  IconExclamationMark,
  IconEqualNot,
  IconHourglassLow,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Mark } from './marks.ts';

const icons: Record<Exclude<Mark, 'none'>, typeof IconCheck> = {
  file_refused: IconAlertTriangle,
  file_missing: IconExclamationMark,
  differs: IconEqualNot,
  money_awaited: IconCashOff,
  money_differs: IconCash,
  file_awaited: IconHourglassLow,
  not_due: IconClock,
  matched: IconCheck,
  settled: IconChecks,
};

export function MarkIcon({ mark, size = 16 }: { mark: Mark; size?: number }) {
  if (mark === 'none') return <span aria-hidden>–</span>;
  const Icon = icons[mark];
  return <Icon size={size} stroke={2} aria-hidden />;
}

/** The mark as icon and words, as it stands wherever there is room for words. */
export function MarkTag({ mark, open = 0 }: { mark: Mark; open?: number }) {
  const { t } = useTranslation();
  return (
    <span className={`td-mark td-mark-${mark}`}>
      <MarkIcon mark={mark} />
      {t(`recon.marks.${mark}`)}
      {mark === 'differs' && <span className="td-figures">({open})</span>}
    </span>
  );
}

import { IconAlertTriangle, IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClearingSummary } from '../api/clearing-queries.ts';
import { formatInstant } from '../format.ts';

/** Said only where something is special: nobody is delivered to, or nobody answers. */
export function TargetNotice({ target }: { target: ClearingSummary['target'] }) {
  const { t } = useTranslation();
  if (target.url === null) {
    return (
      <p className="td-notice">
        <IconFile size={20} aria-hidden />
        {t('clearing.target.none')}
      </p>
    );
  }
  if (target.silentSince === null) return null;
  return (
    <div className="td-notice td-notice-bad" role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p className="td-notice-title">
          {t('clearing.target.silent', { since: formatInstant(target.silentSince) })}
        </p>
        <p className="td-figures">
          {t('clearing.target.next', {
            time: target.nextTryAt === null ? '' : formatInstant(target.nextTryAt),
            fault: target.lastFault ?? '',
          })}
        </p>
      </div>
    </div>
  );
}

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SettlementWindow } from '../api/accounting-types.ts';
import { useMay } from '../api/session.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { useMakeMinutes } from './make-minutes.ts';
import { MinutesStateTag } from './minutes-state.tsx';

/** The minutes of a session, or the button that makes them. */
export function MinutesLine({ window }: { window: SettlementWindow }) {
  const { t } = useTranslation();
  const mayMake = useMay('settlement.manage');
  const make = useMakeMinutes();
  const { minutes, openDifferences, state, partnerCode, day } = window;
  if (minutes) {
    return (
      <p>
        <strong>{t('recon.day.minutes')}</strong>:{' '}
        <Link to="/minutes/$id" params={{ id: minutes.id }}>
          {t('recon.day.minutesOf', { number: minutes.number, version: minutes.version })}
        </Link>{' '}
        <MinutesStateTag state={minutes.state as 'draft'} />
      </p>
    );
  }
  return (
    <>
      <p>
        <strong>{t('recon.day.minutes')}</strong>:{' '}
        {openDifferences > 0
          ? t('recon.day.minutesAfter', { count: openDifferences })
          : t('recon.day.minutesReady')}
      </p>
      {make.isError && <ProblemBlock error={make.error} />}
      {mayMake && state !== 'open' && (
        <div className="td-buttons">
          <Button
            size="sm"
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate({ partner: partnerCode, day })}
          >
            {t('minutes.make')}
          </Button>
        </div>
      )}
    </>
  );
}

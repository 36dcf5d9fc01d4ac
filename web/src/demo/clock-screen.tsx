import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { clockQuery } from '../api/queries.ts';
import { sessionQuery } from '../api/session.ts';
import type { Clock, ClockStep } from '../api/types.ts';
import { formatDate } from '../format.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { Answered, ProblemBlock } from '../ui/states.tsx';
import { PaceControl } from './pace-control.tsx';
import { tickTour } from './tour.ts';

const steps = ['day', 'next-due', 'month'] as const satisfies readonly ClockStep[];

/** The demo's clock and the pace of its simulated partners. Production has neither. */
export function ClockScreen() {
  const { t } = useTranslation();
  const query = useQuery(clockQuery);
  return (
    <Page title={t('clock.title')} lead={t('clock.lead')}>
      <Answered query={query}>
        {(clock) => (
          <>
            <ClockFacts clock={clock} />
            {clock.movable ? <Advance /> : <p className="td-notice">{t('clock.notMovable')}</p>}
          </>
        )}
      </Answered>
      <PaceControl />
    </Page>
  );
}

function ClockFacts({ clock }: { clock: Clock }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [
          t('clock.businessDate'),
          <span key="business" className="td-strong">
            {formatDate(clock.businessDate)}
          </span>,
        ],
        [t('clock.realDate'), formatDate(clock.realDate)],
        ['', clock.offsetDays === 0 ? t('clock.same') : t('clock.ahead', { days: clock.offsetDays })],
      ]}
    />
  );
}

function Advance() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const advance = useMutation({
    mutationFn: (to: ClockStep) => sendJson<Clock>('POST', '/clock/advance', { to }),
    onSuccess: async (clock) => {
      tickTour('clock');
      queries.setQueryData(clockQuery.queryKey, clock);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await queries.invalidateQueries({ queryKey: ['board'] });
    },
  });
  return (
    <Section title={t('clock.advance')}>
      {advance.isError && <ProblemBlock error={advance.error} />}
      <div className="td-buttons">
        {steps.map((step) => (
          <Button
            key={step}
            size="sm"
            variant={step === 'day' ? 'filled' : 'default'}
            loading={advance.isPending && advance.variables === step}
            disabled={advance.isPending}
            onClick={() => advance.mutate(step)}
          >
            {t(`clock.${step}`)}
          </Button>
        ))}
      </div>
      <p role="status">
        {advance.isPending && t('clock.moving')}
        {advance.data && t('clock.moved', { date: formatDate(advance.data.businessDate) })}
      </p>
    </Section>
  );
}

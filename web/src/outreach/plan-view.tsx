import { useTranslation } from 'react-i18next';
import type { OutreachPlan } from '../api/outreach-queries.ts';
import {
  formatBasisPoints,
  formatCount,
  formatDate,
  formatInstant,
  formatPeriod,
  formatRatio,
  noValue,
} from '../format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { ModelSection } from './model-section.tsx';
import { formatTimes } from './read-wish.ts';
import { ScenariosSection } from './scenarios-section.tsx';
import { VillagesSection } from './villages-section.tsx';
import { VisitsSection } from './visits-section.tsx';

/** A plan that was worked out: the answer in one sentence, what is behind it, scenarios, villages, households. */
export function PlanView({ plan }: { plan: OutreachPlan }) {
  const base = plan.scenarios[0];
  if (!plan.ground || !base) return null;
  return (
    <>
      <AnswerSection plan={plan} ground={plan.ground} base={base} />
      <ScenariosSection plan={plan} customers={plan.ground.customers} />
      {base.visits > 0 && (
        <>
          <VillagesSection planId={plan.id} />
          <VisitsSection planId={plan.id} />
        </>
      )}
      {plan.model && <ModelSection model={plan.model} />}
    </>
  );
}

interface Parts {
  plan: OutreachPlan;
  ground: NonNullable<OutreachPlan['ground']>;
  base: OutreachPlan['scenarios'][number];
}

function AnswerSection({ plan, ground, base }: Parts) {
  const { t } = useTranslation();
  const { assumed } = plan;
  const share = (cashless: number) =>
    formatRatio(ground.customers === 0 ? null : cashless / ground.customers);
  const households = (count: number) => t('outreach.facts.households', { count: rounded(count) as never });
  const until = formatDate(plan.until);
  return (
    <Section
      title={useAnswer({ plan, ground, base })}
      subtitle={t('outreach.facts.definition', {
        definition: ground.definition,
        time: formatInstant(ground.asOf),
      })}
    >
      <Facts
        facts={[
          [
            t('outreach.facts.now'),
            t('outreach.facts.nowValue', {
              share: share(ground.cashless),
              cashless: formatCount(ground.cashless),
              customers: formatCount(ground.customers),
              period: formatPeriod(ground.month),
            }),
          ],
          [
            t('outreach.facts.expected', { until }),
            t('outreach.facts.expectedValue', {
              share: share(base.cashless.mean),
              low: share(base.cashless.low),
              high: share(base.cashless.high),
            }),
          ],
          [t('outreach.facts.gap'), households(base.gap)],
          [t('outreach.facts.alone'), households(base.alone)],
          [t('outreach.facts.gain'), households(base.gain)],
          [t('outreach.facts.fallBack'), households(base.fallBack)],
          [t('outreach.facts.days'), formatCount(ground.workingDays)],
        ]}
      />
      <p className="td-notice td-notice-warn">
        {t('outreach.scenarios.assumed', {
          visit: formatTimes(assumed.visitOdds),
          promotion: formatTimes(assumed.promotionOdds),
          closing: formatTimes(assumed.closingOdds),
        })}
      </p>
    </Section>
  );
}

function useAnswer({ plan, ground, base }: Parts): string {
  const { t } = useTranslation();
  return t(`outreach.answers.${base.verdict}`, {
    target: `${formatBasisPoints(plan.targetBp)}%`,
    until: formatDate(plan.until),
    cashless: formatCount(ground.cashless),
    customers: formatCount(ground.customers),
    gap: formatCount(base.gap),
    alone: rounded(base.alone),
    visits: formatCount(base.visits),
    days: formatCount(Math.ceil(base.workDays)),
    villages: formatCount(base.villages),
    workers: formatCount(base.workers),
    lastOn: base.lastOn ? formatDate(base.lastOn) : noValue,
    needVisits: formatCount(base.need.visits),
    needDays: formatCount(Math.ceil(base.need.workDays)),
    needWorkers: formatCount(base.need.workers),
    share: formatRatio((ground.cashless - base.fallBack + base.alone + base.need.gain) / ground.customers),
  });
}

function rounded(count: number): string {
  return formatCount(Math.round(count));
}

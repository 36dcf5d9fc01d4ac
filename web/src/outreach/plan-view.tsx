import { useTranslation } from 'react-i18next';
import { answerOf, timesWords } from '../../../core/outreach/words.ts';
import { planPath, type OutreachPlan } from '../api/outreach-queries.ts';
import { formatCount, formatDate, formatInstant, formatPeriod, formatRatio, languageOf } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Facts, Section } from '../ui/page.tsx';
import { ModelSection } from './model-section.tsx';
import { ScenariosSection } from './scenarios-section.tsx';
import { VillagesSection } from './villages-section.tsx';
import { VisitsSection } from './visits-section.tsx';
import { WorkersSection } from './workers-section.tsx';

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
          <WorkersSection planId={plan.id} />
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
  const { t, i18n } = useTranslation();
  const { assumed } = plan;
  const share = (cashless: number) =>
    formatRatio(ground.customers === 0 ? null : cashless / ground.customers);
  const households = (count: number) => t('outreach.facts.households', { count: rounded(count) as never });
  const until = formatDate(plan.until);
  return (
    <Section
      title={answerOf(
        {
          ...base,
          customers: ground.customers,
          cashless: ground.cashless,
          targetBp: plan.targetBp,
          until: plan.until,
        },
        languageOf(i18n.language),
      )}
      subtitle={t('outreach.facts.definition', {
        definition: ground.definition,
        time: formatInstant(ground.asOf),
      })}
      actions={<ExportLink path={`${planPath(plan.id)}/file`} format="pdf" />}
    >
      {ground.thin && <Thin plan={plan} thin={ground.thin} />}
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
          visit: timesWords(assumed.visitOdds),
          promotion: timesWords(assumed.promotionOdds),
          closing: timesWords(assumed.closingOdds),
        })}
      </p>
      <Closing ground={ground} />
    </Section>
  );
}

/** What was too little to learn from, and by which order the plan goes instead. */
function Thin({ plan, thin }: { plan: OutreachPlan; thin: NonNullable<Parts['ground']['thin']> }) {
  const { t } = useTranslation();
  return (
    <p className="td-notice td-notice-warn">
      {t('outreach.thin', {
        examples: formatCount(thin.examples),
        months: formatCount(thin.months),
        conversions: formatCount(thin.conversions),
        chance: timesWords(plan.assumed.monthlyChance * 100),
      })}
    </p>
  );
}

function Closing({ ground }: Pick<Parts, 'ground'>) {
  const { t } = useTranslation();
  if (ground.closing.length === 0) return null;
  return (
    <>
      <h3>{t('outreach.closing.title')}</h3>
      <ul>
        {ground.closing.map(({ code, name, points, households, whole }) => (
          <li key={code}>
            {t(whole ? 'outreach.closing.whole' : 'outreach.closing.part', {
              name,
              points:
                points.map((point) => `${point.code} ${point.name}`).join(', ') ||
                t('outreach.form.counterUnknown'),
              count: formatCount(households) as never,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function rounded(count: number): string {
  return formatCount(Math.round(count));
}

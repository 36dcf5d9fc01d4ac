import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { channelNames } from '../../../core/channels.ts';
import { formatVnd } from '../../../core/money.ts';
import { nounOfMeasure } from '../../../core/targets/explain.ts';
import { CustomersLink } from '../board/customers-link.tsx';
import { formatCount, formatPeriod, languageOf } from '../format.ts';
import { measureOf } from './plan-words.ts';
import type { Plan, PlanReasons, PlanRow } from './queries.ts';

/** In which communes a row lacks most, and how those pay who do not count; each figure opens to its customers. */
export function ReasonLines({ plan, row, reasons }: { plan: Plan; row: PlanRow; reasons: PlanReasons }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const measure = measureOf(plan);
  const own = reasons.rows.find(({ key }) => key === row.key);
  const { period, definition } = reasons;
  if (!own || !measure || period === null) return null;
  const unit = row.kind === 'company' ? undefined : row.unitCode;
  const rule = definition === 'strict' ? { definition: 'strict' as const } : {};
  const communes = own.communes.map(({ code, name, missing }) => (
    <CustomersLink
      key={code}
      period={period}
      unit={unit}
      commune={code || 'none'}
      state="not_cashless"
      {...rule}
    >
      {`${name ?? (code || t('board.communes.unplaced'))} (${formatVnd(BigInt(missing))} ${nounOfMeasure(measure, language)})`}
    </CustomersLink>
  ));
  const ways = own.cash.map(({ channel, customers }) => (
    <Link key={channel} to="/channel-customers" search={{ period, channel, unit }}>
      {t('plans.reasons.way', {
        channel: channelNames[language][channel].toLowerCase(),
        customers: formatCount(customers),
      })}
    </Link>
  ));
  const unpaid =
    own.unpaid === '0'
      ? []
      : [
          <CustomersLink key="unpaid" period={period} unit={unit} state="unpaid">
            {t('plans.reasons.unpaid', { customers: formatCount(own.unpaid) })}
          </CustomersLink>,
        ];
  const month = formatPeriod(period);
  return (
    <>
      <ReasonLine words={t('plans.reasons.communes', { period: month })} parts={communes} />
      <ReasonLine words={t('plans.reasons.ways', { period: month })} parts={[...ways, ...unpaid]} />
    </>
  );
}

function ReasonLine({ words, parts }: { words: string; parts: readonly ReactNode[] }) {
  if (parts.length === 0) return null;
  return (
    <span className="td-second-line">
      {words} {parts.flatMap((part, at) => (at === 0 ? [part] : [', ', part]))}
    </span>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillExplanation, ExplainedAmount, PricedPart } from '../api/bill-queries.ts';
import { formatCount, formatDate, formatMoney, languageOf } from '../format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { SearchDate } from '../ui/search-date.tsx';
import { SearchSelect } from '../ui/search-select.tsx';

interface Explained {
  explained: BillExplanation;
  amount: ExplainedAmount;
}

/** The amount of a bill tier by tier, what was taken for granted, and what the bill says beyond it. */
export function AmountSection({ explained, amount }: Explained) {
  const { t } = useTranslation();
  const tiered = explained.groups.some(({ code, tiered: has }) => has && code === amount.facts.group);
  return (
    <Section title={t('bills.explain.title')} subtitle={t('bills.explain.subtitle')}>
      <VerdictNotice explained={explained} amount={amount} />
      <Facts facts={[...useFactLines(explained, amount)]} />
      <FactChoices explained={explained} amount={amount} />
      {amount.priced?.parts
        .filter(({ lines }) => lines.length > 0)
        .map((part) => (
          <PartTable key={part.from} part={part} tiered={tiered} />
        ))}
      {amount.priced && <Totals explained={explained} amount={amount} />}
      {amount.priced && <p className="td-small">{t('bills.explain.rounding')}</p>}
    </Section>
  );
}

function VerdictNotice({ explained, amount }: Explained) {
  const { t } = useTranslation();
  const nameOf = useGroupName(explained);
  const { verdict, priced, difference, fits } = amount;
  return (
    <div className={`td-notice td-notice-${verdict === 'adds_up' ? 'good' : 'warn'}`} role="status">
      <div>
        <p className="td-notice-title">
          {verdict === 'adds_up' && t('bills.explain.addsUp')}
          {verdict === 'vat_differs' &&
            t('bills.explain.vatDiffers', { amount: formatMoney(difference?.vat ?? '0') })}
          {verdict === 'differs' &&
            t('bills.explain.differs', {
              priced: formatMoney(priced?.total ?? '0'),
              billed: formatMoney(explained.bill.total),
              amount: formatMoney(difference?.total ?? '0'),
            })}
          {verdict === 'not_priced' && t('bills.explain.notPriced')}
        </p>
        {fits && (
          <p>
            {t('bills.explain.fits', {
              households: fits.households.replace('.', ','),
              group: nameOf(fits.group),
              from: formatDate(fits.from),
              to: formatDate(fits.to),
            })}{' '}
            <Link to="." search={(now: object) => ({ ...now, ...fits })}>
              {t('bills.explain.tryFit')}
            </Link>
          </p>
        )}
      </div>
    </div>
  );
}

function useFactLines(explained: BillExplanation, { facts }: ExplainedAmount) {
  const { t } = useTranslation();
  const nameOf = useGroupName(explained);
  const told = (what: string, source: keyof typeof sources) => `${what} (${t(sources[source])})`;
  return [
    [
      t('bills.facts.group'),
      facts.group === null ? t('bills.facts.noGroup') : told(nameOf(facts.group), facts.groupFrom),
    ],
    [t('bills.facts.households'), told(facts.households.replace('.', ','), facts.householdsFrom)],
    [
      t('bills.facts.dates'),
      told(
        t('bills.facts.span', { from: formatDate(facts.from), to: formatDate(facts.to) }),
        facts.datesFrom,
      ),
    ],
  ] as const;
}

const sources = {
  asked: 'bills.facts.source.asked',
  customer: 'bills.facts.source.customer',
  fits: 'bills.facts.source.fits',
  assumed: 'bills.facts.source.assumed',
} as const;

const householdChoices = ['1', '2', '3', '4', '5', '6', '8', '10'];

/** What the bill does not say can be tried; the choice stands in the address. */
function FactChoices({ explained, amount: { facts } }: Explained) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const households = facts.householdsFrom === 'asked' ? facts.households : undefined;
  const choices = new Set([...householdChoices, ...(households === undefined ? [] : [households])]);
  return (
    <div className="td-filters">
      <SearchSelect
        label={t('bills.facts.group')}
        name="group"
        value={facts.groupFrom === 'asked' ? (facts.group ?? undefined) : undefined}
        none={t('bills.facts.asBilled')}
        choices={explained.groups.map((group) => ({ value: group.code, label: group[language] }))}
      />
      <SearchSelect
        label={t('bills.facts.households')}
        name="households"
        value={households}
        none={t('bills.facts.asBilled')}
        choices={[...choices].map((count) => ({
          value: count,
          label: t('bills.facts.count', { count: count.replace('.', ',') as never }),
        }))}
      />
      {(['from', 'to'] as const).map((end) => (
        <SearchDate
          key={end}
          name={end}
          label={t(`bills.facts.${end}`)}
          value={facts.datesFrom === 'asked' ? facts[end] : undefined}
        />
      ))}
    </div>
  );
}

/** The tiers of one price list; where the price changed inside the period there are several. */
function PartTable({ part, tiered }: { part: PricedPart; tiered: boolean }) {
  const { t } = useTranslation();
  const { decision, from, to, kwh, lines } = part;
  const title = t('bills.explain.part', {
    decision,
    kwh: formatCount(kwh),
    from: formatDate(from),
    to: formatDate(to),
  });
  const sum = lines.reduce((total, { amount }) => total + BigInt(amount), 0n);
  return (
    <>
      <h3 className="td-figures">{title}</h3>
      <ReportTable
        caption={title}
        rows={lines}
        rowKey={({ tier }) => String(tier)}
        columns={[
          {
            key: 'tier',
            header: t('bills.explain.tier'),
            phone: 'title',
            cell: ({ tier }) => (tiered ? `${t('bills.explain.tier')} ${tier}` : t('bills.explain.onePrice')),
            footer: t('table.total'),
          },
          {
            key: 'kwh',
            header: t('bills.explain.kwh'),
            kind: 'number',
            cell: (line) => formatCount(line.kwh),
            footer: formatCount(kwh),
          },
          {
            key: 'price',
            header: t('bills.explain.price'),
            kind: 'number',
            cell: ({ price }) => formatCount(price),
          },
          {
            key: 'amount',
            header: t('bills.explain.amount'),
            kind: 'number',
            cell: ({ amount }) => formatMoney(amount),
            footer: formatMoney(sum),
          },
        ]}
      />
    </>
  );
}

/** What the tariff gives beside what is billed, and the difference by its name. */
function Totals({ explained: { bill }, amount: { priced, difference } }: Explained) {
  const { t } = useTranslation();
  if (!priced || !difference) return null;
  const rows = (['net', 'vat', 'total'] as const).map((what) => ({
    what,
    priced: priced[what],
    billed: bill[what],
    difference: difference[what],
  }));
  return (
    <ReportTable
      caption={t('bills.explain.title')}
      rows={rows}
      rowKey={({ what }) => what}
      columns={[
        {
          key: 'what',
          header: t('bills.explain.what'),
          phone: 'title',
          cell: ({ what }) => (
            <span>
              {t(`customers.bill.${what}`)}
              {what === 'vat' && (
                <span className="td-second-line">
                  {t('bills.explain.vatBasis', {
                    rate: priced.vatRate,
                    basis: priced.vatBasis,
                    billed: bill.vatRate,
                  })}
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'priced',
          header: t('bills.explain.priced'),
          kind: 'number',
          cell: (row) => formatMoney(row.priced),
        },
        {
          key: 'billed',
          header: t('bills.explain.billed'),
          kind: 'number',
          cell: (row) => <strong>{formatMoney(row.billed)}</strong>,
        },
        {
          key: 'difference',
          header: t('bills.explain.difference'),
          kind: 'number',
          cell: (row) => formatMoney(row.difference),
        },
      ]}
    />
  );
}

function useGroupName({ groups }: BillExplanation): (code: string) => string {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return (code) => groups.find((group) => group.code === code)?.[language] ?? code;
}

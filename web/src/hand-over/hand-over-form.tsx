import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandedBack } from '../api/collecting-queries.ts';
import { boardQuery, partnersQuery, unitsQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { formatCount, formatMoney, formatPeriod } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { HandOverPreviewPart } from './hand-over-preview.tsx';
import { readWish, walkIn } from './hand-over-wish.ts';

const route = getRouteApi('/staff/hand-over');

/** What is chosen stands in the address; the server tells at once what it would move. */
export function HandOverForm() {
  const { t } = useTranslation();
  const wish = readWish(route.useSearch());
  const [done, setDone] = useState<HandedBack & { partner: string | undefined; asked: string }>();
  const asked = JSON.stringify(wish);
  return (
    <Section title={t('handOver.form.title')} subtitle={t('handOver.form.text')}>
      <Choice />
      {done?.asked === asked && (
        <p className="td-notice td-notice-good" role="status">
          {t(done.partner === undefined ? 'handOver.done.back' : 'handOver.done.give', {
            bills: formatCount(done.bills),
            open: formatMoney(done.open),
            partner: done.partner ?? '',
          })}
        </p>
      )}
      {typeof wish === 'string' ? (
        <p className="td-small">{t(`handOver.form.${wish}`)}</p>
      ) : (
        <HandOverPreviewPart wish={wish} onDone={(moved) => setDone({ ...moved, asked })} />
      )}
    </Section>
  );
}

function Choice() {
  const { t } = useTranslation();
  const { to, from, unit, book, period } = route.useSearch();
  const { businessDate } = useSession();
  const partners = useQuery(partnersQuery);
  const units = useQuery(unitsQuery(businessDate));
  // The periods alone are wanted, and they do not move while one watches.
  const board = useQuery({ ...boardQuery({}), refetchInterval: false });
  const places = [
    { value: walkIn, label: t('handOver.walkIn') },
    ...(partners.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name })),
  ];
  const nodes = units.data?.rows ?? [];
  const periods = [...(board.data?.periods ?? [])].sort().reverse();
  return (
    <div className="td-filters">
      <SearchSelect
        label={t('handOver.form.to')}
        name="to"
        value={to}
        none={t('handOver.form.chooseTo')}
        choices={places}
      />
      <SearchSelect
        label={t('handOver.form.from')}
        name="from"
        value={from}
        none={t('handOver.form.anywhere')}
        choices={places.filter(({ value }) => value !== to)}
      />
      <SearchSelect
        label={t('handOver.form.period')}
        name="period"
        value={period}
        none={t('handOver.form.allPeriods')}
        choices={periods.map((value) => ({ value, label: formatPeriod(value) }))}
      />
      <SearchSelect
        label={t('handOver.form.unit')}
        name="unit"
        value={unit}
        none={t('handOver.form.allUnits')}
        forget={['book']}
        choices={nodes
          .filter(({ kind }) => kind === 'unit')
          .map(({ code, name }) => ({ value: code, label: name === code ? code : `${name} (${code})` }))}
      />
      {unit && (
        <SearchSelect
          label={t('handOver.form.book')}
          name="book"
          value={book}
          none={t('handOver.form.allBooks')}
          choices={booksBelow(nodes, unit).map(({ code, name }) => ({
            value: code,
            label: name === code ? code : `${code} – ${name}`,
          }))}
        />
      )}
    </div>
  );
}

type Node = { code: string; name: string; kind: string; parentCode: string | null };

/** The books of a unit, also those below its teams. */
function booksBelow(nodes: readonly Node[], unit: string): Node[] {
  const parents = new Set([unit]);
  for (const { code, kind, parentCode } of nodes)
    if (kind === 'team' && parentCode === unit) parents.add(code);
  return nodes.filter(({ kind, parentCode }) => kind === 'book' && parents.has(parentCode ?? ''));
}

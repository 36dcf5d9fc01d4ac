import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { refreshTills, remittancesQuery, type Remittance } from '../api/till-queries.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { LayDialog } from './lay-dialog.tsx';

const tones: Record<Remittance['state'], Tone> = {
  sent: 'busy',
  settled: 'good',
  offered: 'warn',
  received: 'good',
  cancelled: 'past',
};

/** Cash that has left a till: which number the bank's text must carry, and for how long it has been under way. */
export function RemittancesSection() {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(remittancesQuery);
  return (
    <Section title={t('tills.remittances.title')} subtitle={t('tills.remittances.text')}>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: Remittance[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('tills.remittances.none')}</Empty>;
          return (
            <>
              <RemittancesTable remittances={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function RemittancesTable({ remittances }: { remittances: readonly Remittance[] }) {
  const { t } = useTranslation();
  const columns: Column<Remittance>[] = [
    {
      key: 'number',
      header: t('tills.remittances.number'),
      phone: 'title',
      cell: ({ number, madeOn, madeBy }) => (
        <span>
          <span className="td-figures">{number}</span>
          <span className="td-second-line">
            {formatDate(madeOn)}, {madeBy}
          </span>
        </span>
      ),
    },
    {
      key: 'way',
      header: t('tills.remittances.way'),
      cell: ({ till, bankAccount, toTill }) => (
        <span>
          {till.name}
          <span className="td-second-line">
            {bankAccount === null
              ? t('tills.remittances.toTill', { till: toTill })
              : t('tills.remittances.toBank', { account: bankAccount })}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('tills.amount'),
      kind: 'number',
      cell: ({ amount, credited, way }) => (
        <span>
          {formatMoney(amount)}
          {way === 'bank' && (
            <span className="td-second-line">
              {t('tills.remittances.credited', { amount: formatMoney(credited) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'age',
      header: t('tills.remittances.age'),
      kind: 'number',
      cell: ({ ageDays }) => t('tills.remittances.days', { number: formatCount(ageDays) }),
    },
    { key: 'state', header: t('tills.state'), phone: 'wide', cell: (row) => <SlipState slip={row} /> },
  ];
  return (
    <ReportTable
      caption={t('tills.remittances.title')}
      columns={columns}
      rows={remittances}
      rowKey={({ id }) => id}
    />
  );
}

/** Where a slip stands, and what may be done with it by whom. */
function SlipState({ slip }: { slip: Remittance }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWork = useMay('tills.work');
  const maySettle = useMay('settlement.manage');
  const [laying, setLaying] = useState(false);
  const act = useMutation({
    mutationFn: (what: 'receiving' | 'cancelling') => sendJson('POST', `/remittances/${slip.id}/${what}`),
    onSettled: () => refreshTills(queries),
  });
  const isKept = slip.state === 'offered' || (slip.state === 'sent' && slip.credited === '0');
  return (
    <span className="td-row-acts">
      <Tag tone={tones[slip.state]}>{t(`tills.remittances.states.${slip.state}`)}</Tag>
      {mayWork && slip.state === 'offered' && (
        <Button size="xs" onClick={() => act.mutate('receiving')}>
          {t('tills.remittances.receive')}
        </Button>
      )}
      {maySettle && slip.state === 'sent' && (
        <Button size="xs" onClick={() => setLaying(true)}>
          {t('tills.lay.lay')}
        </Button>
      )}
      {mayWork && isKept && (
        <Button size="xs" variant="default" onClick={() => act.mutate('cancelling')}>
          {t('tills.remittances.cancel')}
        </Button>
      )}
      {act.isError && <ProblemBlock error={act.error} />}
      {laying && <LayDialog slip={slip} onClose={() => setLaying(false)} />}
    </span>
  );
}

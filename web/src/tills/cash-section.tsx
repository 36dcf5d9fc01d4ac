import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { tillsQuery, type Till } from '../api/till-queries.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Facts, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { TillDialog } from './till-dialog.tsx';

/** Where the company's cash lies: in drawers, in safes, on its way to the bank, and since when. */
export function CashSection() {
  const { t } = useTranslation();
  const query = useQuery(tillsQuery);
  const may = useMay('tills.manage');
  const [saving, setSaving] = useState<Till | 'new'>();
  return (
    <Section
      title={t('tills.cash.title')}
      subtitle={t('tills.cash.text')}
      actions={
        <>
          <ExportLink path="/tills" />
          {may && (
            <Button size="sm" onClick={() => setSaving('new')}>
              {t('tills.save.newTill')}
            </Button>
          )}
        </>
      }
    >
      <Answered query={query}>
        {({ rows, totals }) =>
          rows.length === 0 ? (
            <Empty>{t('tills.cash.none')}</Empty>
          ) : (
            <>
              <Facts
                facts={[
                  [t('tills.cash.cash'), formatMoney(totals.cash)],
                  [t('tills.cash.kept'), formatMoney(totals.kept)],
                  [t('tills.cash.inTransit'), formatMoney(totals.inTransit)],
                ]}
              />
              <CashTable tills={rows} onChange={may ? setSaving : undefined} />
            </>
          )
        }
      </Answered>
      {saving && (
        <TillDialog till={saving === 'new' ? undefined : saving} onClose={() => setSaving(undefined)} />
      )}
    </Section>
  );
}

function CashTable(props: { tills: readonly Till[]; onChange: ((till: Till) => void) | undefined }) {
  const { tills, onChange } = props;
  const { t } = useTranslation();
  const aged = (amount: string, since: string | null) => (
    <span>
      {formatMoney(amount)}
      {since && <span className="td-second-line">{t('tills.cash.since', { date: formatDate(since) })}</span>}
    </span>
  );
  const columns: Column<Till>[] = [
    {
      key: 'till',
      header: t('tills.till'),
      phone: 'title',
      cell: ({ code, name, kind, unit }) => (
        <span>
          <Link to="/tills" search={{ show: 'sessions', till: code }}>
            {name}
          </Link>
          <span className="td-second-line">
            {code}, {t(`tills.kinds.${kind}`)}, {unit.name}
          </span>
        </span>
      ),
    },
    { key: 'now', header: t('tills.cash.now'), cell: (till) => <TillState till={till} /> },
    {
      key: 'cash',
      header: t('tills.cash.cash'),
      kind: 'number',
      cell: ({ cash, overLimit, cashLimit }) => (
        <span>
          {formatMoney(cash)}
          {overLimit && (
            <span className="td-second-line td-bad-text">
              {t('tills.cash.over', { limit: formatMoney(cashLimit) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'kept',
      header: t('tills.cash.kept'),
      kind: 'number',
      cell: ({ kept, keptSince }) => aged(kept, keptSince),
    },
    {
      key: 'transit',
      header: t('tills.cash.inTransit'),
      kind: 'number',
      cell: ({ inTransit, inTransitSince }) => aged(inTransit, inTransitSince),
    },
    {
      key: 'receipts',
      header: t('tills.cash.receipts'),
      kind: 'number',
      cell: ({ receipts }) => formatCount(receipts),
    },
    ...(onChange
      ? [
          {
            key: 'change',
            header: t('tills.takings.acts'),
            phone: 'wide' as const,
            cell: (till: Till) => (
              <Button size="xs" variant="default" onClick={() => onChange(till)}>
                {t('tills.save.change')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <ReportTable caption={t('tills.cash.title')} columns={columns} rows={tills} rowKey={({ code }) => code} />
  );
}

function TillState({ till: { session, closesOn, openDifferences } }: { till: Till }) {
  const { t } = useTranslation();
  return (
    <span>
      {session ? (
        <Tag tone="good">{t('tills.cash.openBy', { name: session.cashierName })}</Tag>
      ) : (
        <Tag tone="idle">{t('tills.cash.noSession')}</Tag>
      )}
      {closesOn && (
        <span className="td-second-line">{t('tills.cash.closes', { date: formatDate(closesOn) })}</span>
      )}
      {openDifferences > 0 && (
        <span className="td-second-line td-bad-text">
          {t('tills.cash.differences', { number: formatCount(openDifferences) })}
        </span>
      )}
    </span>
  );
}

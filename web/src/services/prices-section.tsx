import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pricesQuery, type Price } from '../api/services-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { PriceForm } from './price-form.tsx';

/** What services cost, from which day, and where that is written; old prices stay where they were. */
export function PricesSection() {
  const { t } = useTranslation();
  const query = useQuery(pricesQuery);
  const may = useMay('services.price');
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={t('services.prices.title')}
      subtitle={t('services.prices.text')}
      actions={
        may && (
          <Button size="sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('services.prices.add')}
          </Button>
        )
      }
    >
      {open && <PriceForm onSaved={() => setOpen(false)} />}
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? <Empty>{t('services.prices.none')}</Empty> : <PricesTable prices={rows} />
        }
      </Answered>
    </Section>
  );
}

function PricesTable({ prices }: { prices: readonly Price[] }) {
  const { t } = useTranslation();
  const columns: Column<Price>[] = [
    {
      key: 'name',
      header: t('services.bills.service'),
      phone: 'title',
      cell: ({ name, service }) => (
        <span>
          {name}
          <span className="td-second-line td-mono">{service}</span>
        </span>
      ),
    },
    {
      key: 'net',
      header: t('services.prices.net'),
      kind: 'number',
      cell: ({ net, countedIn }) => (
        <span>
          {net === null ? t('services.prices.estimate') : formatMoney(net)}
          <span className="td-second-line">/ {countedIn}</span>
        </span>
      ),
    },
    {
      key: 'vat',
      header: t('customers.bill.vat'),
      kind: 'number',
      cell: ({ vatRate }) => `${vatRate}%`,
    },
    {
      key: 'from',
      header: t('services.prices.from'),
      cell: ({ validFrom }) => <span className="td-figures">{formatDate(validFrom)}</span>,
    },
    {
      key: 'state',
      header: t('services.prices.state'),
      cell: (price) => <PriceState price={price} />,
    },
    {
      key: 'basis',
      header: t('services.prices.basis'),
      phone: 'wide',
      cell: ({ legalBasis, setBy }) => (
        <span>
          {legalBasis}
          <span className="td-second-line">{setBy}</span>
        </span>
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('services.prices.title')}
      columns={columns}
      rows={prices}
      rowKey={({ id }) => id}
      rowClass={({ holds }) => (holds ? undefined : 'td-row-muted')}
    />
  );
}

function PriceState({ price: { holds, offered, validTo } }: { price: Price }) {
  const { t } = useTranslation();
  if (!offered) return <Tag tone="past">{t('services.prices.ended')}</Tag>;
  if (holds) return <Tag tone="good">{t('services.prices.holds')}</Tag>;
  return validTo === null ? (
    <Tag tone="idle">{t('services.prices.coming')}</Tag>
  ) : (
    <Tag tone="past">{t('services.prices.until', { date: formatDate(validTo) })}</Tag>
  );
}

import { useTranslation } from 'react-i18next';
import type { KpiCustomers } from '../api/types.ts';
import { formatMoney } from '../format.ts';
import { ChannelNames } from '../ui/channel-names.tsx';
import type { Column } from '../ui/report-table.tsx';
import { Tag } from '../ui/tag.tsx';

type Standing = Pick<KpiCustomers['rows'][number], 'cashless' | 'paid' | 'billed' | 'channels'>;

/** What a customer did with the bills of a period. */
function RatioState({ row }: { row: Standing }) {
  const { t } = useTranslation();
  if (row.cashless) return <Tag tone="good">{t('customers.ratioList.cashless')}</Tag>;
  if (BigInt(row.paid) < BigInt(row.billed)) return <Tag tone="idle">{t('customers.ratioList.unpaid')}</Tag>;
  return <Tag tone="cash">{t('customers.ratioList.notCashless')}</Tag>;
}

/** How a customer stands in a month: in a word, by which channels, of what amount how much. */
export function useStandingColumns<Row extends Standing>(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    { key: 'state', header: t('customers.bill.state'), cell: (row) => <RatioState row={row} /> },
    {
      key: 'channels',
      header: t('customers.ratioList.channels'),
      cell: ({ channels }) => <ChannelNames channels={channels} />,
    },
    {
      key: 'billed',
      header: t('customers.ratioList.billed'),
      kind: 'number',
      cell: ({ billed }) => formatMoney(billed),
    },
    {
      key: 'paid',
      header: t('customers.ratioList.paid'),
      kind: 'number',
      cell: ({ paid }) => formatMoney(paid),
    },
  ];
}

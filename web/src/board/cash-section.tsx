import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { formatMoney, formatRatio } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Empty } from '../ui/states.tsx';

/** Cash stands beside the ratios by its own names, whichever definition is read. */
export function CashSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  return (
    <Section title={t('board.cash.title')} subtitle={t('board.cash.note')}>
      {board.cashBeside.length === 0 ? (
        <Empty>{t('board.cash.none')}</Empty>
      ) : (
        <ReportTable
          caption={t('board.cash.title')}
          rows={board.cashBeside}
          rowKey={({ channel }) => channel}
          columns={[
            {
              key: 'channel',
              header: t('board.cash.channel'),
              phone: 'title',
              cell: ({ channel }) => <ChannelName channel={channel} />,
            },
            {
              key: 'amount',
              header: t('board.cash.amount'),
              kind: 'number',
              cell: ({ amount }) => formatMoney(amount),
            },
            {
              key: 'share',
              header: t('board.cash.share'),
              kind: 'number',
              cell: ({ share }) => formatRatio(share),
            },
          ]}
        />
      )}
    </Section>
  );
}

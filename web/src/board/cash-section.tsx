import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boardDefinitions, versionOf } from '../../../core/kpi/board-definitions.ts';
import type { Board } from '../api/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatMoney, formatMoneyShort, formatPeriod, formatRatio } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { workbookOf } from './figure-versions.ts';

/** Cash stands beside the ratios by its own names, whichever definition is read; each leads to who paid with it. */
export function CashSection({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { cashBeside, period } = board;
  const words = { billion: t('words.billion'), million: t('words.million') };
  const sum = cashBeside.reduce((total, { amount }) => total + BigInt(amount), 0n);
  const share = cashBeside.reduce((total, row) => total + (row.share ?? 0), 0);
  const message = t('board.cash.message', {
    amount: formatMoneyShort(sum, words),
    share: formatRatio(share, 1),
    period: formatPeriod(period),
  });
  const unit = board.unit.kind === 'company' ? undefined : board.unit.code;
  return (
    <ChartFrame
      topic={t('board.cash.title')}
      title={sum === 0n ? t('board.cash.none') : message}
      note={t('board.cash.note')}
      definitions={[versionOf(boardDefinitions.channelMix)]}
      asOf={board.asOf}
      provisional={board.provisional}
      summary=""
      xlsx={workbookOf(board)}
    >
      {sum > 0n && (
        <ReportTable
          caption={t('board.cash.title')}
          rows={cashBeside}
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
              cell: ({ channel, amount }) => (
                <Link to="/channel-customers" search={{ period, channel, unit }}>
                  {formatMoney(amount)}
                </Link>
              ),
            },
            {
              key: 'share',
              header: t('board.cash.share'),
              kind: 'number',
              cell: (row) => formatRatio(row.share),
            },
          ]}
        />
      )}
    </ChartFrame>
  );
}

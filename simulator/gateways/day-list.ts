import type { Desk, DeskOrder } from './desk.ts';
import type { SimulatedProvider } from './contracts.ts';

/** One order of the day as the provider's list has it. */
interface Taken {
  order: DeskOrder;
  /** Wall-clock time in Vietnam: yyyy-MM-dd HH:mm:ss. */
  at: string;
  isBack: boolean;
}

/** A provider's way of writing the list; the mappings in data/gateway-lists read it. */
const lists: Record<SimulatedProvider, (taken: readonly Taken[], desk: Desk) => string[]> = {
  momo: (taken, { merchant }) => [
    'partnerCode,orderId,transId,amount,orderInfo,createdTime,transType',
    ...taken.map(({ order, at, isBack }) =>
      [
        merchant,
        order.reference,
        order.transactionId,
        order.amountVnd,
        order.sent['orderInfo'],
        slashed(at),
        isBack ? 'REFUND' : 'PAYMENT',
      ].join(','),
    ),
  ],
  zalopay: (taken) => [
    'apptransid;zptransid;appuser;amount;chargetime;status',
    ...taken.map(({ order, at, isBack }) =>
      [
        order.reference,
        order.transactionId,
        order.sent['app_user'],
        order.amountVnd,
        `${at.replace(' ', 'T')}+07:00`,
        isBack ? 'REFUND' : 'SUCCESS',
      ].join(';'),
    ),
  ],
  vnpay: (taken) => [
    'STT,Mã giao dịch VNPAY,Mã tham chiếu,Số tiền,Thời gian,Nội dung,Trạng thái',
    ...taken.map(({ order, at, isBack }, index) =>
      [
        index + 1,
        order.transactionId,
        order.reference,
        dotted(order.amountVnd),
        slashed(at),
        order.sent['vnp_OrderInfo'],
        isBack ? 'Đã hoàn' : 'Thành công',
      ].join(','),
    ),
    `Tổng cộng,${taken.length},,${dotted(taken.reduce((sum, { order }) => sum + order.amountVnd, 0n))},,,`,
  ],
  viettel: telco,
  'mobile-money': telco,
};

function telco(taken: readonly Taken[]): string[] {
  return [
    'order_id\tvt_transaction_id\tbillcode\ttrans_amount\tpay_time\tpayment_status',
    ...taken.map(({ order, at, isBack }) =>
      [
        order.reference,
        order.transactionId,
        order.sent['billcode'],
        order.amountVnd,
        at.replaceAll(/\D/g, ''),
        isBack ? '3' : '1',
      ].join('\t'),
    ),
  ];
}

const slashed = (at: string): string => at.replace(/^(\d+)-(\d+)-(\d+)/, '$3/$2/$1');
const dotted = (vnd: bigint): string => String(vnd).replaceAll(/\B(?=(\d{3})+$)/g, '.');

/** What a provider gives at the end of a day: every order it took money for, and whether that has gone back. */
export function writeDayList(provider: SimulatedProvider, desk: Desk): string {
  const taken = [...desk.orders.values()]
    .filter(({ paidAt }) => paidAt !== undefined)
    .map((order) => ({
      order,
      at: new Date(order.paidAt!.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      isBack: order.state === 'refunded',
    }));
  return [...lists[provider](taken, desk), ''].join('\n');
}

import { DebitFileWriter } from '../../../core/bank-files/write-debits.ts';
import { orderNumber } from '../../../core/payment-orders/order-text.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import { orderError } from './errors.ts';
import { paperText, paperTotal, type OrderOnPaper } from './order-paper.ts';

export const orderFormats = ['pain.001.001.03', 'pain.001.001.09'] as const;
export type OrderFormat = (typeof orderFormats)[number];

/**
 * The order as a file that its payer hands to their bank: one transfer of the whole sum (pain.001). The number of the
 * message is made of the order and its sum: the same order sent twice is known as one. Throws
 * `payment_orders.payer_account_needed`.
 */
export function writeOrderFile(
  paper: OrderOnPaper,
  format: OrderFormat,
  on: BusinessDate,
): { fileName: string; text: string } {
  const { order, account } = paper;
  ensure(
    order.payer_account !== null && order.payer_bank_bin !== null,
    orderError('payment_orders.payer_account_needed'),
  );
  const number = orderNumber(order.id);
  const amountVnd = paperTotal(paper);
  const totals = { transactions: 1, sumVnd: amountVnd };
  const messageId = `${number}-${amountVnd}`;
  const writer = new DebitFileWriter(format, {
    messageId,
    createdAt: order.issued_at ?? order.made_at,
    initiator: order.payer_name,
    ...totals,
  });
  const text = [
    writer.head(),
    writer.openGroup({
      id: `${messageId}-1`,
      ...totals,
      on,
      own: {
        name: order.payer_name,
        account: order.payer_account,
        bank: {
          memberId: order.payer_bank_bin,
          ...(order.payer_bank !== '' && { name: order.payer_bank }),
        },
      },
    }),
    writer.item({
      endToEndId: number,
      amountVnd,
      other: {
        name: account.holder,
        account: account.account,
        bank: { memberId: account.bank_bin, name: account.bank_name },
      },
      remittance: paperText(paper),
    }),
    writer.closeGroup(),
    writer.end(),
  ];
  return { fileName: `${number}.xml`, text: text.join('') };
}

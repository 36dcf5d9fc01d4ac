import { monthOf } from '../../../core/dates.ts';
import type { CodedBill, QrAccount } from './read-codes.ts';

export function presentAccount(account: QrAccount | undefined) {
  if (!account) return null;
  const { bankBin, bankName, account: number, holder } = account;
  return { bankBin, bankName, number, holder };
}

export function presentCoded({ bill, words, code }: CodedBill) {
  const payable = code.state === 'payable' ? code : undefined;
  return {
    billId: String(bill.id),
    externalId: bill.external_id,
    description: words,
    period: monthOf(bill.period),
    dueOn: bill.due_on,
    total: String(bill.total_vnd),
    amount: String(bill.open_vnd),
    state: code.state,
    heldUntil: code.state === 'held' ? (bill.held_until?.toISOString() ?? null) : null,
    payload: payable?.payload ?? null,
    purpose: payable?.purpose ?? null,
  };
}

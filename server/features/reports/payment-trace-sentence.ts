import { channelNames } from '../../../core/channels.ts';
import { businessDateOf, formatBusinessDate, formatMonth, localTimeOf } from '../../../core/dates.ts';
import { formatVnd } from '../../../core/money.ts';
import type { TraceRow } from './payment-trace-queries.ts';

/** What one says on the telephone: who paid what when, what became of the bills, and where the money is. */
export interface TraceSentence {
  vi: string;
  en: string;
}

export function sayTrace(trace: TraceRow): TraceSentence {
  const parts = [sayPaid(trace), ...sayBills(trace), ...sayLater(trace), ...sayMoney(trace)];
  return { vi: `${parts.map(({ vi }) => vi).join('; ')}.`, en: `${parts.map(({ en }) => en).join('; ')}.` };
}

function sayPaid(trace: TraceRow): TraceSentence {
  const amount = `${formatVnd(trace.amount_vnd)} đ`;
  const at = whenOf(trace.occurred_at);
  const who = trace.customer_code;
  const { vi, en } = { vi: channelNames.vi[trace.channel], en: channelNames.en[trace.channel] };
  const payer = who
    ? { vi: `Khách hàng ${who} trả`, en: `Customer ${who} paid` }
    : { vi: 'Một khoản chưa rõ của ai, số tiền', en: 'A payment not known to be of any customer, of' };
  return {
    vi: `${payer.vi} ${amount} qua ${trace.partner_name} (${lowerFirst(vi)}) lúc ${at.vi}`,
    en: `${payer.en} ${amount} through ${trace.partner_name} (${lowerFirst(en)}) at ${at.en}`,
  };
}

/** Bills that still have money of this payment; a reversed one has none. */
function sayBills(trace: TraceRow): TraceSentence[] {
  const periods = paidPeriods(trace);
  const said: TraceSentence[] = [];
  if (periods.length > 0) {
    const { vi, en } = clearingWords(trace);
    const list = periods.map(formatMonth).join(', ');
    const bills = periods.length === 1 ? 'the bill of' : 'the bills of';
    said.push({
      vi: `hóa đơn kỳ ${list} ${vi}`,
      en: `${bills} ${list} ${periods.length === 1 ? en.one : en.many}`,
    });
  }
  const credit = sumOf(trace.credits);
  if (credit > 0n) {
    const amount = `${formatVnd(credit)} đ`;
    said.push(
      trace.customer_code
        ? { vi: `${amount} còn dư, trừ vào kỳ sau hoặc hoàn lại`, en: `${amount} is left as customer credit` }
        : {
            vi: `${amount} đang chờ xác định khách hàng`,
            en: `${amount} waits for its customer to be found`,
          },
    );
  }
  return said;
}

function paidPeriods({ allocations }: TraceRow): string[] {
  const paid = new Map<string, { period: string; amount: bigint }>();
  for (const { externalId, period, amount } of allocations) {
    paid.set(externalId, { period, amount: (paid.get(externalId)?.amount ?? 0n) + BigInt(amount) });
  }
  const open = [...paid.values()].filter(({ amount }) => amount > 0n).map(({ period }) => period);
  return [...new Set(open)].sort();
}

function clearingWords({ clearing, allocations }: TraceRow): {
  vi: string;
  en: { one: string; many: string };
} {
  const entries = clearing.filter(({ kind }) => kind === 'clear');
  if (entries.some(({ state }) => state === 'refused' || state === 'failed')) {
    return {
      vi: 'đã ghi trả nhưng chưa chấm nợ được, kế toán đang xử lý',
      en: {
        one: 'is paid here but not yet cleared in the billing system, accounting is on it',
        many: 'are paid here but not yet cleared in the billing system, accounting is on it',
      },
    };
  }
  if (entries.length > 0 && entries.every(({ state }) => state === 'cleared')) {
    return { vi: 'đã chấm nợ', en: { one: 'is cleared', many: 'are cleared' } };
  }
  if (allocations.length > 0 && allocations.every(({ issuedHere }) => issuedHere))
    return { vi: 'đã ghi trả', en: { one: 'is paid', many: 'are paid' } };
  return {
    vi: 'đã ghi trả, đang chờ chấm nợ',
    en: { one: 'is paid and waits to be cleared', many: 'are paid and wait to be cleared' },
  };
}

function sayLater(trace: TraceRow): TraceSentence[] {
  const said: TraceSentence[] = [];
  if (trace.reversal) {
    const at = whenOf(new Date(trace.reversal.at));
    said.push({
      vi: `khoản này đã bị hủy lúc ${at.vi}, hóa đơn trở lại chưa trả`,
      en: `it was reversed at ${at.en}, and its bills are open again`,
    });
  }
  for (const { fromCustomer, toCustomer } of trace.corrections) {
    said.push({
      vi: fromCustomer
        ? `khoản này ban đầu ghi cho mã ${fromCustomer}, nay thuộc mã ${toCustomer}`
        : `khoản này đã được xác định là của mã ${toCustomer}`,
      en: fromCustomer
        ? `it was first booked for ${fromCustomer} and now belongs to ${toCustomer}`
        : `it was found to be of ${toCustomer}`,
    });
  }
  for (const refund of trace.refunds) {
    const amount = `${formatVnd(BigInt(refund.amount))} đ`;
    const paid = refund.paidAt === null ? undefined : dayOf(refund.paidAt);
    if (paid) said.push({ vi: `đã hoàn ${amount} ngày ${paid}`, en: `${amount} was refunded on ${paid}` });
    else if (refund.state === 'requested' || refund.state === 'approved') {
      said.push({ vi: `đang làm thủ tục hoàn ${amount}`, en: `a refund of ${amount} is on its way` });
    }
  }
  if (trace.differences.some(({ state }) => state !== 'resolved')) {
    said.push({ vi: 'đang đối chiếu với đối tác', en: 'it is being checked with the partner' });
  }
  return said;
}

function sayMoney(trace: TraceRow): TraceSentence[] {
  if (trace.partner_kind === 'own' || trace.state === 'reversed') return [];
  const arrived = moneyInOn(trace);
  if (arrived) {
    return [
      {
        vi: `tiền đã về ngày ${formatBusinessDate(arrived)}`,
        en: `the money came in on ${formatBusinessDate(arrived)}`,
      },
    ];
  }
  if (!trace.settlement) return [{ vi: 'tiền chưa về', en: 'the money has not come in yet' }];
  const due = formatBusinessDate(trace.settlement.dueOn);
  return [{ vi: `tiền chưa về, hạn ngày ${due}`, en: `the money has not come in yet and is due on ${due}` }];
}

/** The business day on which the partner's day was paid in full, agreed or not yet; undefined while it is not. */
export function moneyInOn({
  settlement,
  receipts,
}: Pick<TraceRow, 'settlement' | 'receipts'>): string | undefined {
  if (!settlement || !isPaid(settlement)) return undefined;
  const booked = receipts
    .flatMap(({ bookedOn }) => bookedOn ?? [])
    .sort()
    .at(-1);
  const at = settlement.moneyInAt ?? settlement.settledAt;
  return booked ?? (at === null ? undefined : businessDateOf(new Date(at)));
}

function isPaid({ state, expected, received, carried }: NonNullable<TraceRow['settlement']>): boolean {
  if (state === 'money_in' || state === 'settled') return true;
  return expected !== null && received !== '0' && BigInt(received) + BigInt(carried) >= BigInt(expected);
}

function whenOf(instant: Date): TraceSentence {
  const [time, day] = [localTimeOf(instant), formatBusinessDate(businessDateOf(instant))];
  return { vi: `${time} ngày ${day}`, en: `${time} on ${day}` };
}

function dayOf(instant: string): string {
  return formatBusinessDate(businessDateOf(new Date(instant)));
}

function sumOf(rows: readonly { amount: string }[]): bigint {
  return rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}

/** Names that begin with an abbreviation (`VietQR`, `UNC`) keep it. */
function lowerFirst(name: string): string {
  return /^.[^A-Z]/.test(name) ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name;
}

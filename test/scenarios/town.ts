import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Channel } from '../../core/channels.ts';
import { acceptPayments, type PaymentInstruction } from '../../server/features/payments/index.ts';
import { many } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { billLine, importText, today } from '../support/make.ts';

/** How one bill of the scenario is paid; without a channel it stays open. */
export interface TownBill {
  period: string;
  amount: bigint;
  channel?: Channel | undefined;
  partnerId?: bigint | undefined;
}

export interface TownCustomer {
  unit: string;
  /** Of the present division; unknown where it is left out. */
  commune?: string;
  bills: TownBill[];
}

const paymentsAtOnce = 500;
let serial = 0;

/** Brings customers and bills in as files, and pays the bills, all on the roads that every payment takes. */
export async function bringIn(
  runtime: Runtime & { company: Company },
  customers: readonly TownCustomer[],
): Promise<string[]> {
  const { db } = runtime.company;
  const rows = customers.map(({ unit, commune = '', bills }) => ({
    unit,
    commune,
    bills,
    code: `${unit}${String(++serial).padStart(7, '0')}`,
  }));
  await importText(runtime, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    ...rows.map(
      ({ code, unit, commune }) =>
        `${code},Nguyễn Thị Bình,"Thôn 1, Xã Thử",${unit},${unit.slice(4)}001,${commune},SH,,,,01/01/2020`,
    ),
  ]);
  const bills = rows.flatMap(({ code, unit, bills: list }) =>
    list.map((bill, place) => ({
      ...bill,
      code,
      unit,
      externalId: `H${code}${bill.period.replace('-', '')}${place}`,
    })),
  );
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    ...bills.map(({ code, unit, period, amount, externalId }) =>
      billLine(code, unit, { period, totalVnd: amount, externalId }),
    ),
  ]);
  const stored = await many(db, sql<{ id: bigint; external_id: string }>`select id, external_id from bills`);
  const ids = new Map(stored.map(({ id, external_id }) => [external_id, id]));
  assert.ok(
    bills.every(({ externalId }) => ids.has(externalId)),
    'a bill was not published',
  );
  const payments = bills.flatMap(({ channel, partnerId, code, amount, externalId }): PaymentInstruction[] =>
    channel === undefined || partnerId === undefined
      ? []
      : [
          {
            partnerId,
            reference: `S${externalId}`,
            intent: 'notice',
            customerCode: code,
            amountVnd: amount,
            billIds: [ids.get(externalId)!],
            channel,
            tender: null,
            occurredAt: new Date(),
            businessOn: today,
          },
        ],
  );
  for (let at = 0; at < payments.length; at += paymentsAtOnce) {
    const outcomes = await acceptPayments(db, payments.slice(at, at + paymentsAtOnce), new Date());
    assert.ok(outcomes.every(({ outcome }) => outcome === 'accepted'));
  }
  return rows.map(({ code }) => code);
}

/** `count` parts of whole dong that add up to `total`; the last one takes what does not divide. */
export function shareOut(total: bigint, count: number): bigint[] {
  const each = total / BigInt(count);
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? total - each * BigInt(count - 1) : each,
  );
}

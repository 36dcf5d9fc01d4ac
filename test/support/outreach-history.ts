import { sql } from 'kysely';
import { addMonths, monthOf } from '../../core/dates.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { many } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { billLine, importText, makePartner, today } from './make.ts';

/** The ten whole months before this one. */
export const historyMonths = Array.from({ length: 10 }, (_, at) => addMonths(monthOf(today), at - 10));

export interface Person {
  code: string;
  unit: string;
  village: number;
  /** Number of the month from which he pays without cash. */
  changes: number;
  late: boolean;
}

/** Three hundred households in twelve villages: in the even ones people change one after the other, in the odd hardly anybody. */
export const people: Person[] = Array.from({ length: 300 }, (_, at) => {
  const village = Math.floor(at / 25);
  const unit = village < 6 ? 'PA99QA' : 'PA99QB';
  const easy = village % 2 === 0;
  return {
    code: `${unit}${String(7_000_000 + at)}`,
    unit,
    village,
    changes: easy ? (at * 5) % 14 : at % 50 === 28 ? 4 : 99,
    late: !easy && at % 2 === 0,
  };
});

/** Their bills and payments, through the product's own import and posting. */
export async function makeConversionHistory(runtime: Runtime & { company: Company }): Promise<void> {
  const { db } = runtime.company;
  await importText(runtime, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    ...people.map(
      ({ code, unit, village }) =>
        `${code},Nguyễn Văn An,"Thôn ${village + 1}, Xã Thử",${unit},${unit.slice(4)}${Math.floor(village / 2)},18073,SH,,,,01/01/2020`,
    ),
  ]);
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    ...historyMonths.flatMap((period) =>
      people.map(({ code, unit }) => billLine(code, unit, { period, totalVnd: 200_000n })),
    ),
  ]);
  const partner = await makePartner(runtime, { channels: ['bank_app', 'counter_cash', 'staff_cash'] });
  const bills = await many(
    db,
    sql<{ id: bigint; code: string; period: string }>`
      select b.id, c.code, to_char(b.period, 'YYYY-MM') as period from bills b join customers c on c.id = b.customer_id`,
  );
  const byCode = new Map(people.map((person) => [person.code, person]));
  await acceptPayments(
    db,
    bills.map(({ id, code, period }) => {
      const { changes, late, village } = byCode.get(code)!;
      const cashless = historyMonths.indexOf(period) >= changes;
      return {
        partnerId: partner.id,
        reference: `T${id}`,
        intent: 'notice' as const,
        customerCode: code,
        amountVnd: 200_000n,
        billIds: [id],
        channel: cashless ? ('bank_app' as const) : village % 3 === 0 ? 'staff_cash' : 'counter_cash',
        tender: null,
        occurredAt: new Date(),
        businessOn: `${period}-${late && !cashless ? '20' : '05'}`,
      };
    }),
    new Date(),
  );
  await refreshKpi(db);
}

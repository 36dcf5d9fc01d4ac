import { sql } from 'kysely';
import { maskName } from '../../../core/text.ts';
import type { Config } from '../../config.ts';
import { many, type Db, type Queryable } from '../../platform/db.ts';
import { createGatherer, type Gatherer } from '../../platform/gather.ts';
import { paymentError } from './errors.ts';

export interface Inquiry {
  customerCode: string;
  maskedName: string;
  village: string | null;
  totalOpenVnd: bigint;
  /** Oldest first. */
  bills: {
    billId: bigint;
    externalId: string;
    period: string;
    kind: string;
    openVnd: bigint;
    dueOn: string;
    state: string;
  }[];
}

interface InquiryRow {
  code: string;
  name: string;
  village: string | null;
  bill_id: bigint | null;
  external_id: string;
  period: string;
  kind: string;
  open_vnd: bigint;
  due_on: string;
  state: string;
}

/** Customers with their open bills, one statement for all. */
async function readInquiries(on: Queryable, codes: readonly string[]): Promise<InquiryRow[]> {
  return many(
    on,
    sql<InquiryRow>`
      select c.code, c.name, v.name as village, b.id as bill_id, b.external_id, b.period, b.kind,
             b.total_vnd - b.paid_vnd as open_vnd, b.due_on, b.state
      from customers c
      left join villages v on v.id = c.village_id
      left join bills b on b.customer_id = c.id and b.state in ('open', 'part_paid')
      where c.code = any(${codes}::text[])
      order by c.id, b.period, b.id`,
    { name: 'pay_inquire' },
  );
}

const gatherers = new WeakMap<Db['client'], Gatherer<string, Inquiry | undefined>>();

/** What a customer owes, as a stranger may see it. Throws `payments.unknown_customer`. */
export async function inquire(
  db: Db,
  settings: Pick<Config, 'posting'>,
  customerCode: string,
): Promise<Inquiry> {
  if (settings.posting === 'nothing')
    return { customerCode, maskedName: '', village: null, totalOpenVnd: 0n, bills: [] };
  const inquiry = await gathererOf(db).submit(customerCode);
  if (!inquiry) throw paymentError('payments.unknown_customer', { customerCode });
  return inquiry;
}

/** Concurrent inquiries are gathered into one set-wise read. */
function gathererOf(db: Db): Gatherer<string, Inquiry | undefined> {
  const known = gatherers.get(db.client);
  if (known) return known;
  const made = createGatherer<string, Inquiry | undefined>({
    run: async (codes) => {
      const byCode = Map.groupBy(await readInquiries(db, [...new Set(codes)]), ({ code }) => code);
      return codes.map((code) => toInquiry(byCode.get(code)));
    },
    lanes: 2,
    maxBatch: 500,
    maxQueue: 20_000,
    overflow: () => paymentError('payments.queue_full', {}, { retryAfterSeconds: 1 }),
  });
  gatherers.set(db.client, made);
  return made;
}

function toInquiry(rows: InquiryRow[] | undefined): Inquiry | undefined {
  const first = rows?.[0];
  if (!rows || !first) return undefined;
  const open = rows.filter((row) => row.bill_id !== null);
  return {
    customerCode: first.code,
    maskedName: maskName(first.name),
    village: first.village,
    totalOpenVnd: open.reduce((sum, row) => sum + row.open_vnd, 0n),
    bills: open.map((row) => ({
      billId: row.bill_id ?? 0n,
      externalId: row.external_id,
      period: row.period.slice(0, 7),
      kind: row.kind,
      openVnd: row.open_vnd,
      dueOn: row.due_on,
      state: row.state,
    })),
  };
}

import { sql } from 'kysely';
import { describeBill } from '../../../core/services.ts';
import { maskName } from '../../../core/text.ts';
import type { Config } from '../../config.ts';
import { many, type Db, type Queryable } from '../../platform/db.ts';
import { createGatherer, type Gatherer } from '../../platform/gather.ts';
import type { PartnerContext } from '../partners/index.ts';
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
    description: string;
    openVnd: bigint;
    dueOn: string;
    state: 'open' | 'part_paid' | 'held';
    heldUntil: string | null;
    heldByYou: boolean;
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
  description: string | null;
  open_vnd: bigint;
  due_on: string;
  state: 'open' | 'part_paid';
  held_by: bigint | null;
  held_until: Date | null;
  handed_to: bigint | null;
}

/** Customers with their open bills, one statement for all. */
async function readInquiries(on: Queryable, codes: readonly string[]): Promise<InquiryRow[]> {
  return many(
    on,
    sql<InquiryRow>`
      select c.code, c.name, v.name as village, b.id as bill_id, b.external_id, b.period, b.kind, b.description,
             b.total_vnd - b.paid_vnd as open_vnd, b.due_on, b.state, b.held_by, b.held_until, b.handed_to
      from customers c
      left join villages v on v.id = c.village_id
      left join bills b on b.customer_id = c.id and b.state in ('open', 'part_paid')
      where c.code = any(${codes}::text[])
      order by c.id, b.period, b.id`,
    { name: 'pay_inquire' },
  );
}

const gatherers = new WeakMap<Db['client'], Gatherer<string, InquiryRow[] | undefined>>();

/**
 * What a customer owes, as a stranger may see it, and of that what this partner may collect: bills handed to another
 * collector are not shown, bills that somebody holds say until when. Throws `payments.unknown_customer`.
 */
export async function inquire(
  context: Pick<PartnerContext, 'db' | 'partner' | 'businessNow'>,
  settings: Pick<Config, 'posting'>,
  customerCode: string,
): Promise<Inquiry> {
  if (settings.posting === 'nothing')
    return { customerCode, maskedName: '', village: null, totalOpenVnd: 0n, bills: [] };
  const rows = await gathererOf(context.db).submit(customerCode);
  const first = rows?.[0];
  if (!rows || !first) throw paymentError('payments.unknown_customer', { customerCode });
  const open = rows.filter(
    ({ bill_id, handed_to }) => bill_id !== null && (handed_to === null || handed_to === context.partner.id),
  );
  return {
    customerCode: first.code,
    maskedName: maskName(first.name),
    village: first.village,
    totalOpenVnd: open.reduce((sum, row) => sum + row.open_vnd, 0n),
    bills: open.map((row) => toBill(row, context)),
  };
}

function toBill(
  row: InquiryRow,
  { partner, businessNow }: Pick<PartnerContext, 'partner' | 'businessNow'>,
): Inquiry['bills'][number] {
  const heldUntil = row.held_until !== null && row.held_until > businessNow ? row.held_until : null;
  return {
    billId: row.bill_id ?? 0n,
    externalId: row.external_id,
    period: row.period.slice(0, 7),
    kind: row.kind,
    description: describeBill(row),
    openVnd: row.open_vnd,
    dueOn: row.due_on,
    state: heldUntil ? 'held' : row.state,
    heldUntil: heldUntil?.toISOString() ?? null,
    heldByYou: heldUntil !== null && row.held_by === partner.id,
  };
}

/** Concurrent inquiries are gathered into one set-wise read. */
function gathererOf(db: Db): Gatherer<string, InquiryRow[] | undefined> {
  const known = gatherers.get(db.client);
  if (known) return known;
  const made = createGatherer<string, InquiryRow[] | undefined>({
    run: async (codes) => {
      const byCode = Map.groupBy(await readInquiries(db, [...new Set(codes)]), ({ code }) => code);
      return codes.map((code) => byCode.get(code));
    },
    lanes: 2,
    maxBatch: 500,
    maxQueue: 20_000,
    overflow: () => paymentError('payments.queue_full', {}, { retryAfterSeconds: 1 }),
  });
  gatherers.set(db.client, made);
  return made;
}

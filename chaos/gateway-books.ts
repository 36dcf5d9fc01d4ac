import { sql } from 'kysely';
import { many } from '../server/platform/db.ts';
import type { Company } from '../server/platform/runtime.ts';
import { gatewayPartner, type Desks } from './gateway-desks.ts';
import type { StaffTold } from './staff-line.ts';

/** One order as everybody concerned tells it, when nothing is under way any more. */
export interface GatewayStory {
  account: string;
  reference: string;
  /** The provider's own books, what it gave back taken off; undefined where it never heard of the order. */
  provider: { state: 'waiting' | 'paid' | 'failed' | 'refunded'; amountVnd: bigint } | undefined;
  /** Our order; undefined where we have none. */
  order:
    | { id: string; state: string; attention: string | null; amountVnd: bigint; paymentId: string | null }
    | undefined;
  /** Payments in our books whose reference names the order. */
  payments: { id: string; reference: string; amountVnd: bigint; state: string }[];
  /** Bills that are held for it. */
  holding: string[];
}

interface OrderRow {
  id: string;
  account: string;
  reference: string;
  state: string;
  attention: string | null;
  amountVnd: bigint;
  paymentId: string | null;
  holding: string[];
}

interface PaymentRow {
  id: string;
  partner: string;
  reference: string;
  amountVnd: bigint;
  state: string;
}

/** What was ever answered about orders, and what both sides' books say of them. */
export interface GatewayBooks {
  stories: GatewayStory[];
  told: readonly StaffTold[];
}

/** References of refunds and of what was booked again are made of the order's own. */
const core = /TD\d{6}[0-9A-F]{12}/;
const keyOf = (account: string, reference: string): string =>
  `${account}/${core.exec(reference)?.[0] ?? reference}`;

/** Reads providers' books from the providers and ours by plain SQL, and lays them side by side. */
export async function readGatewayBooks(
  company: Company,
  desks: Desks,
  told: readonly StaffTold[],
): Promise<GatewayBooks> {
  const stories = new Map<string, GatewayStory>();
  const storyOf = (account: string, reference: string): GatewayStory => {
    const key = keyOf(account, reference);
    const known = stories.get(key) ?? {
      account,
      reference,
      provider: undefined,
      order: undefined,
      payments: [],
      holding: [],
    };
    stories.set(key, known);
    return known;
  };
  const accountOf = new Map([...desks.keys()].map((provider) => [gatewayPartner(provider), provider]));
  for (const [account, desk] of desks) {
    for (const { reference, state, amountVnd, refundedVnd } of desk.orders.values())
      storyOf(account, reference).provider = { state, amountVnd: amountVnd - refundedVnd };
  }
  for (const { account, reference, holding, ...order } of await readOrders(company))
    Object.assign(storyOf(account, reference), { order, holding });
  for (const { partner, ...payment } of await readPayments(company)) {
    const account = accountOf.get(partner as Parameters<typeof accountOf.get>[0]);
    if (account) storyOf(account, payment.reference).payments.push(payment);
  }
  return { stories: [...stories.values()], told };
}

function readOrders(company: Company): Promise<OrderRow[]> {
  return many(
    company.db,
    sql<OrderRow>`
      select o.id::text as id, o.account_code as account, o.reference, o.state, o.attention,
        o.amount_vnd as "amountVnd", o.payment_id::text as "paymentId",
        array(select b.id::text from bills b join holds h on h.id = b.hold_id
              where h.partner_id = o.partner_id and h.reference = o.reference) as holding
      from gateway_orders o order by o.id`,
  );
}

function readPayments(company: Company): Promise<PaymentRow[]> {
  return many(
    company.db,
    sql<PaymentRow>`
      select p.id::text as id, t.code as partner, p.reference, p.amount_vnd as "amountVnd", p.state
      from payments p join partners t on t.id = p.partner_id order by p.id`,
  );
}

import {
  createPartnerClient,
  ProblemError,
  UnansweredError,
  type PartnerClient,
  type PaymentOrder,
} from '../clients/typescript/client.ts';
import { businessDateOf, daysBetween } from '../core/dates.ts';
import { customerCode } from './customers.ts';
import type { Habit } from './habits.ts';
import { simulatedKey } from './keys.ts';
import type { PartnerRecord } from './partner-files-record.ts';
import { placeOf, type Population } from './population.ts';

/** What came of one customer's visit to his partner. */
export type Visit = 'paid' | 'nothing_open' | 'refused' | 'unanswered';

/** The partners of one company, each speaking the real API with a key of its own. */
export interface PartnerWorld {
  /** Pays what a customer owes the way he is used to; sometimes a little wrongly, as happens. */
  visit(index: number, habit: Habit): Promise<Visit>;
  owesNothing(index: number, habit: Habit): Promise<boolean>;
  /** Sends again, under their own references, the payments that got no answer. */
  settleUnanswered(): Promise<void>;
}

/** How often something odd happens, as shares of all visits. */
const oddities = { resend: 0.03, wrongAmount: 0.015, paidTwice: 0.02, lateNotice: 0.003, takenBack: 0.005 };
const takenBackAfterMs = 3_000;

/** Where the partners write down what they take, and what time it is to them. */
export interface Notebook {
  record: PartnerRecord;
  businessNow: () => Date;
}

export function openPartners(population: Population, baseUrl: string, notebook: Notebook): PartnerWorld {
  const { code: company, partners } = population.profile;
  const clients = new Map(
    partners.map(({ code }) => [
      code,
      createPartnerClient({ baseUrl, key: simulatedKey(company, code).key }),
    ]),
  );
  const clientOf = (partnerCode: string): PartnerClient => {
    const client = clients.get(partnerCode);
    if (!client) throw new Error(`${company} has no partner ${partnerCode}`);
    return client;
  };
  const inquire = (index: number, habit: Habit) =>
    clientOf(habit.partner.code).inquire(customerCode(placeOf(population, index)));
  const keep = openNotes(notebook);
  let unanswered: { partnerCode: string; order: PaymentOrder }[] = [];
  return {
    owesNothing: async (index, habit) => (await inquire(index, habit)).totalOpen === '0',
    visit: async (index, habit) => {
      const inquiry = await inquire(index, habit);
      if (inquiry.totalOpen === '0') return 'nothing_open';
      const order = makeOrder(habit, inquiry.customerCode, inquiry.totalOpen);
      const wallet = partners.find(({ kind, code }) => kind === 'wallet' && code !== habit.partner.code);
      const { code: own } = habit.partner;
      const other = wallet && noting(clientOf(wallet.code), (...taken) => keep(wallet.code, ...taken));
      try {
        const client = noting(clientOf(own), (...taken) => keep(own, ...taken));
        await payOddly(client, order, other && { client: other, code: wallet.code });
        return 'paid';
      } catch (error) {
        if (!mayBeSentAgain(error)) return 'refused';
        keep(own, 'pending', order);
        unanswered.push({ partnerCode: own, order });
        return 'unanswered';
      }
    },
    settleUnanswered: async () => {
      const [waiting, still] = [unanswered, [] as typeof unanswered];
      unanswered = still;
      for (const { partnerCode, order } of waiting) {
        try {
          const { businessOn } = await clientOf(partnerCode).pay(order);
          keep(partnerCode, 'paid', order, businessOn);
        } catch (error) {
          if (mayBeSentAgain(error)) still.push({ partnerCode, order });
        }
      }
    },
  };
}

type Keep = (
  partnerCode: string,
  what: 'paid' | 'reversed' | 'pending',
  order: PaymentOrder,
  bookedOn?: string,
) => void;

function openNotes({ record, businessNow }: Notebook): Keep {
  return (partnerCode, what, { reference, customerCode: code, amount }, bookedOn) => {
    const now = businessNow();
    // Both sides' days are the same, also right after the business clock was moved.
    const days = bookedOn === undefined ? 0 : daysBetween(businessDateOf(now), bookedOn);
    const at = new Date(now.getTime() + days * 86_400_000);
    record.note(partnerCode, { reference, customerCode: code, amountVnd: BigInt(amount), at, what });
  };
}

/** A client that writes down what is taken and taken back, each reference once. */
function noting(
  client: PartnerClient,
  keep: (what: 'paid' | 'reversed', order: PaymentOrder, bookedOn?: string) => void,
): PartnerClient {
  const taken = new Map<string, PaymentOrder>();
  return {
    ...client,
    pay: async (order) => {
      const receipt = await client.pay(order);
      if (!taken.has(order.reference)) keep('paid', order, receipt.businessOn);
      taken.set(order.reference, order);
      return receipt;
    },
    reverse: async (reversal) => {
      const receipt = await client.reverse(reversal);
      const order = taken.get(reversal.paymentReference);
      if (order) keep('reversed', order);
      return receipt;
    },
  };
}

function mayBeSentAgain(error: unknown): boolean {
  if (error instanceof ProblemError) return error.retryable;
  if (error instanceof UnansweredError) return true;
  throw error;
}

let visits = 0;

/** Made and kept before the first attempt; every attempt carries it. */
function makeReference(partnerCode: string): string {
  visits += 1;
  return `${partnerCode}-${Date.now().toString(36).toUpperCase()}-${visits}`;
}

function makeOrder(habit: Habit, code: string, amount: string): PaymentOrder {
  return {
    reference: makeReference(habit.partner.code),
    customerCode: code,
    amount,
    channel: habit.channel,
    ...(habit.tender && { tender: habit.tender }),
    occurredAt: new Date().toISOString(),
  };
}

/** Mostly one plain payment; the rest is what a collection platform must live with. */
async function payOddly(
  client: PartnerClient,
  order: PaymentOrder,
  other: { client: PartnerClient; code: string } | undefined,
): Promise<void> {
  let chance = Math.random();
  const happens = (share: number): boolean => (chance -= share) < 0;
  if (happens(oddities.resend)) {
    // The answer was lost on the way, so the partner sends the same thing again.
    await Promise.all([client.pay(order), client.pay(order)]);
    return;
  }
  if (happens(oddities.wrongAmount)) {
    await expectRefusal(client.pay({ ...order, amount: String(BigInt(order.amount) - 1000n) }));
  }
  await client.pay(order);
  if (other && happens(oddities.paidTwice)) {
    await expectRefusal(other.client.pay(makeOrderAt(other.code, order)));
  } else if (other && happens(oddities.lateNotice)) {
    await other.client.pay({ ...makeOrderAt(other.code, order), intent: 'notice' });
  } else if (happens(oddities.takenBack)) {
    await new Promise((resolve) => setTimeout(resolve, takenBackAfterMs));
    await client.reverse({
      reference: `${order.reference}-H`,
      paymentReference: order.reference,
      reason: 'Khách hàng báo nhầm mã khách hàng',
    });
    await client.pay({ ...order, reference: `${order.reference}-2` });
  }
}

function makeOrderAt(partnerCode: string, order: PaymentOrder): PaymentOrder {
  return {
    reference: makeReference(partnerCode),
    customerCode: order.customerCode,
    amount: order.amount,
    channel: 'wallet',
  };
}

async function expectRefusal(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ProblemError && !error.retryable) return;
    throw error;
  }
}

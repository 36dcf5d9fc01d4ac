import assert from 'node:assert/strict';
import { addDays, type BusinessDate } from '../../core/dates.ts';
import { settlementDayOf } from '../../core/settlement-day.ts';
import type { FileFault } from '../../simulator/partner-files.ts';
import type { PartnerEntry } from '../../simulator/partner-files-record.ts';
import type { Planted, Truth } from '../../simulator/planted.ts';
import { haTinh } from '../../simulator/profiles/ha-tinh.ts';
import type { Town } from './month-town.ts';

/** What partners and payers do, right and wrong, and the truth about it. */
export interface Street {
  truths: Truth[];
  /** Lines of files that cannot be read, until the partner is asked. */
  garbled: Set<string>;
  /** What a partner lost, until it is asked. */
  lost: { partner: string; entry: PartnerEntry }[];
  /** Whose money came under a wrong code. */
  rightCode: Map<string, string>;
  fileFaults: Map<string, FileFault | 'yesterday' | 'again'>;
  /** Done on the next day, before its files come. */
  tomorrow: (() => Promise<void>)[];
  payments: number;
}

export const keyOf = (partner: string, day: BusinessDate): string => `${partner} ${day}`;

export function openStreet(): Street {
  return {
    truths: [],
    garbled: new Set(),
    lost: [],
    rightCode: new Map(),
    fileFaults: new Map(),
    tomorrow: [],
    payments: 0,
  };
}

/** Usual payments of a day: each partner's own customers, at its counter or in its application. */
export async function payUsual(town: Town, street: Street, partner: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const entry = await payOne(town, street, partner);
    town.record.note(partner, entry);
  }
}

/** These come by mandate or by the bank's statement. */
const otherwise: readonly string[] = ['auto_debit_bank', 'auto_debit_wallet', 'vietqr'];
const turns = new Map<string, number>();

/** A partner's own channels in turn. */
function nextChannel(partner: string): string {
  const { channels } = haTinh.partners.find(({ code }) => code === partner)!;
  const own = channels.filter((channel) => !otherwise.includes(channel));
  const turn = turns.get(partner) ?? 0;
  turns.set(partner, turn + 1);
  return own[turn % own.length]!;
}

let references = 0;
const refOf = (partner: string): string => `${partner}-${String(++references).padStart(6, '0')}`;

interface Wish {
  code?: string;
  amountVnd?: bigint;
  intent?: 'notice';
  reference?: string;
  at?: Date;
}

/** A payment that reaches us; what the partner makes of it is the caller's to say. */
async function payOne(
  town: Town,
  street: Street,
  partner: string,
  wish: Wish = {},
): Promise<PartnerEntry & { what: 'paid' }> {
  const entry = await entryOf(town, partner, wish);
  const answer = await town.call(partner, 'POST', '/payments', {
    channel: nextChannel(partner),
    reference: entry.reference,
    customerCode: entry.customerCode,
    amount: String(entry.amountVnd),
    intent: wish.intent ?? 'request',
    occurredAt: entry.at.toISOString(),
  });
  assert.equal(answer.statusCode, 201, answer.body);
  street.payments++;
  return entry;
}

/** A payment as the partner takes it, whether or not anybody hears of it. */
async function entryOf(town: Town, partner: string, wish: Wish): Promise<PartnerEntry & { what: 'paid' }> {
  const customer = wish.code === undefined ? town.nextCustomer() : { code: wish.code, owes: 0n };
  return {
    reference: wish.reference ?? refOf(partner),
    customerCode: customer.code,
    amountVnd: wish.amountVnd ?? customer.owes,
    at: wish.at ?? (await town.now()).at,
    what: 'paid',
  };
}

/** Does what was planned for this partner today. */
export async function plantOne(town: Town, street: Street, planted: Planted): Promise<void> {
  const { kind, partner } = planted;
  const { cutOff } = town.contracts.get(partner)!;
  const day = settlementDayOf((await town.now()).at, cutOff);
  const found = (lane: Truth['lane'], reference: string, on = day): void => {
    street.truths.push({ partner, day: on, reference, lane });
  };
  const plant = { town, street, partner, day, found };
  switch (kind) {
    case 'at_partner_only': {
      const entry = await entryOf(town, partner, {});
      town.record.note(partner, entry);
      return found(kind, entry.reference);
    }
    case 'at_us_only': {
      const entry = await payOne(town, street, partner);
      street.lost.push({ partner, entry });
      return found(kind, entry.reference);
    }
    case 'amount_differs': {
      const entry = await payOne(town, street, partner);
      town.record.note(partner, { ...entry, amountVnd: entry.amountVnd - 1_000n });
      return found(kind, entry.reference);
    }
    case 'paid_twice':
      return plantPaidTwice(plant);
    case 'wrong_customer':
      return plantWrongCode(plant);
    case 'pending':
    case 'crossed_cut_off':
      return plantLate(plant, kind);
    case 'reversed_after_cut_off':
      return plantReversed(plant);
    case 'bad_line': {
      const entry = await payOne(town, street, partner);
      town.record.note(partner, entry);
      street.garbled.add(entry.reference);
      return found(kind, entry.reference);
    }
    case 'half_file':
    case 'wrong_encoding':
      street.fileFaults.set(keyOf(partner, day), kind === 'half_file' ? 'half' : 'encoding');
      return;
    case 'yesterdays_file':
    case 'same_file':
      street.fileFaults.set(keyOf(partner, day), kind === 'same_file' ? 'again' : 'yesterday');
      return;
    case 'short':
    case 'late':
    case 'nameless':
      // The bank's business; the plan itself says so.
      return;
  }
}

interface Plant {
  town: Town;
  street: Street;
  partner: string;
  day: BusinessDate;
  found: (lane: Truth['lane'], reference: string, on?: BusinessDate) => void;
}

/** A second partner takes the same bill and tells it later: the money is there, nobody can refuse it. */
async function plantPaidTwice({ town, street, partner, found }: Plant): Promise<void> {
  const other = town.partners.find((one) => one !== partner && town.contracts.get(one)?.cutOff === '24:00')!;
  const first = await payOne(town, street, other);
  town.record.note(other, first);
  const { customerCode: code, amountVnd } = first;
  const second = await payOne(town, street, partner, { code, amountVnd, intent: 'notice' });
  town.record.note(partner, second);
  found('paid_twice', second.reference);
}

/** One digit too many: a code that nobody has, or the neighbour's. */
async function plantWrongCode({ town, street, partner, found }: Plant): Promise<void> {
  const right = town.nextCustomer();
  const unknown = street.truths.filter(({ lane }) => lane === 'wrong_customer').length % 2 === 0;
  const code = unknown ? `PA99AA9${right.code.slice(-6)}` : town.nextCustomer().code;
  const sent = await payOne(town, street, partner, { code, amountVnd: right.owes, intent: 'notice' });
  town.record.note(partner, unknown ? sent : { ...sent, customerCode: right.code });
  street.rightCode.set(sent.reference, right.code);
  found('wrong_customer', sent.reference);
}

/** It reaches us the day after; the partner has it on this day as paid, or as nothing certain yet. */
async function plantLate(
  { town, street, partner, day, found }: Plant,
  kind: 'pending' | 'crossed_cut_off',
): Promise<void> {
  const entry = await entryOf(town, partner, {});
  const { reference, customerCode: code, amountVnd, at } = entry;
  town.record.note(partner, kind === 'pending' ? { ...entry, what: 'pending' } : entry);
  street.tomorrow.push(async () => {
    const late = { reference, code, amountVnd, intent: 'notice' as const };
    const done = await payOne(town, street, partner, kind === 'pending' ? late : { ...late, at });
    if (kind === 'pending') town.record.note(partner, done);
  });
  found(kind, reference);
  if (kind === 'crossed_cut_off') found(kind, reference, addDays(day, 1));
}

/** The partner takes back on the next day what the business day no longer lets it, and goes by its own books. */
async function plantReversed({ town, street, partner, day, found }: Plant): Promise<void> {
  const entry = await payOne(town, street, partner);
  town.record.note(partner, entry);
  street.tomorrow.push(async () => {
    const path = `/payments/${entry.reference}/reversal`;
    const body = { reference: `${entry.reference}-H`, reason: 'Khách hàng báo nhầm' };
    const answer = await town.call(partner, 'POST', path, body);
    assert.equal(answer.json<{ code: string }>().code, 'payments.reversal_too_late', answer.body);
    town.record.note(partner, { ...entry, what: 'reversed', at: (await town.now()).at });
  });
  found('reversed_after_cut_off', entry.reference, addDays(day, 1));
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BusinessDate } from '../../../core/dates.ts';
import { nearCodes } from '../../../core/near-codes.ts';
import { searchKey } from '../../../core/text.ts';
import { rehearse, transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { mandateError } from './errors.ts';
import { findDebitPartner, type DebitPartner } from './queries.ts';
import { readRegistrations, type BadRegistration, type Registration } from './read-registrations.ts';
import * as queries from './registration-queries.ts';

export interface RegistrationList {
  path: string;
  fileName: string;
  partnerCode: string;
  by: string;
  businessOn: BusinessDate;
  now: Date;
  maxUnpackedBytes: number;
  requestId?: string;
}

/** Rows of a list for whose codes a likely one is looked for; who writes more wrong has another fault. */
const mostSuggestions = 300;

export type ListTaken = queries.ListCounts & { id: bigint };

/**
 * Takes a list of registrations that a bank has collected, all of it or nothing. What is wrong comes back row by row;
 * the same list again changes nothing. Throws `mandates.unknown_partner`, `files.*`.
 */
export async function takeRegistrations(db: Db, list: RegistrationList): Promise<ListTaken> {
  const partner = await findPartner(db, list);
  return transaction(db, (tx) => takeIn(tx, partner, list));
}

/** What taking a list would come to, with the first rows that would be rejected. Nothing of it stays. */
export async function tryRegistrations(
  db: Db,
  list: RegistrationList,
  mostRows: number,
): Promise<{ counts: queries.ListCounts; rejections: queries.RejectionRow[] }> {
  const partner = await findPartner(db, list);
  return rehearse(db, async (tx) => {
    const { id, ...counts } = await takeIn(tx, partner, list);
    return { counts, rejections: await queries.listRejections(tx, id, { after: 0, limit: mostRows }) };
  });
}

async function findPartner(db: Db, { partnerCode }: RegistrationList): Promise<DebitPartner> {
  const partner = await findDebitPartner(db, partnerCode);
  ensure(partner, mandateError('mandates.unknown_partner', { partner: partnerCode }));
  return partner;
}

async function takeIn(tx: Tx, partner: DebitPartner, list: RegistrationList): Promise<ListTaken> {
  const { fileName, by } = list;
  const sha256 = await hashFile(list.path);
  const id = await queries.insertList(tx, { partnerId: partner.id, fileName, sha256, by });
  const taker = new ListTaker(tx, { ...list, partnerId: partner.id, listId: id });
  for await (const rows of readRegistrations(list)) await taker.take(rows);
  await queries.saveCounts(tx, id, taker.counts);
  await recordAudit(tx, {
    actor: by,
    action: 'mandates.list_taken',
    subject: `mandate_list:${id}`,
    detail: { partner: partner.code, sha256, ...taker.counts },
    ...(list.requestId !== undefined && { requestId: list.requestId }),
  });
  return { id, ...taker.counts };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

type Decision =
  | { do: 'register'; replacesId: bigint | null; customerId: bigint; customerName: string }
  | { do: 'activate'; waitingId: bigint }
  | { do: 'end'; mandateId: bigint }
  | { do: 'nothing' }
  | { do: 'reject'; field: BadRegistration['field']; code: BadRegistration['code']; detail: string };

/** Takes one batch of rows after the other; a thing with a lifetime, because a customer may stand in two batches. */
class ListTaker {
  readonly counts: queries.ListCounts = {
    rows: 0,
    registered: 0,
    changed: 0,
    cancelled: 0,
    unchanged: 0,
    rejected: 0,
  };
  private readonly tx: Tx;
  private readonly list: RegistrationList & { partnerId: bigint; listId: bigint };
  private readonly seen = new Set<string>();
  private suggestions = 0;

  constructor(tx: Tx, list: RegistrationList & { partnerId: bigint; listId: bigint }) {
    this.tx = tx;
    this.list = list;
  }

  async take(rows: readonly (Registration | BadRegistration)[]): Promise<void> {
    const good = rows.filter((row): row is Registration => 'customerCode' in row);
    const bad = rows.filter((row): row is BadRegistration => !('customerCode' in row));
    const { partnerId } = this.list;
    const codes = good.map(({ customerCode }) => customerCode);
    const known = await queries.lockCustomersWithMandates(this.tx, codes, partnerId);
    const customerOf = new Map(known.map((customer) => [customer.code, customer]));
    const registered: queries.Registered[] = [];
    const ended: bigint[] = [];
    const moved: bigint[] = [];
    const activated: bigint[] = [];
    for (const row of good) {
      const decision = this.decide(row, customerOf.get(row.customerCode));
      if (decision.do === 'reject') bad.push({ ...row, ...decision, suggestion: null });
      else if (decision.do === 'end') ended.push(decision.mandateId);
      else if (decision.do === 'activate') activated.push(decision.waitingId);
      else if (decision.do === 'register') {
        const holder = row.holder || decision.customerName;
        registered.push({ ...decision, row: { ...row, holder } });
        if (decision.replacesId !== null) moved.push(decision.replacesId);
      } else this.counts.unchanged++;
    }
    const { now } = this.list;
    const { listId, by, businessOn } = this.list;
    const at = { now, on: businessOn };
    await queries.endMandates(this.tx, ended, { reason: 'bank_list', ...at });
    await queries.endMandates(this.tx, moved, { reason: 'moved', ...at });
    await queries.activateWaiting(this.tx, activated, at);
    await queries.insertRegistered(this.tx, registered, { partnerId, listId, by, today: businessOn, now });
    await queries.insertRejections(this.tx, listId, await this.suggest(bad));
    this.counts.rows += rows.length;
    this.counts.registered += registered.length - moved.length + activated.length;
    this.counts.changed += moved.length;
    this.counts.cancelled += ended.length;
    this.counts.rejected += bad.length;
  }

  private decide(row: Registration, customer: queries.KnownCustomer | undefined): Decision {
    if (!customer)
      return { do: 'reject', field: 'customer', code: 'unknown_customer', detail: row.customerCode };
    if (this.seen.has(row.customerCode))
      return { do: 'reject', field: 'customer', code: 'same_customer_twice', detail: row.customerCode };
    this.seen.add(row.customerCode);
    const { partnerId } = this.list;
    const { mandate_id: mandateId } = customer;
    const ours = mandateId !== null && customer.partner_id === partnerId;
    if (row.ends) return ours ? { do: 'end', mandateId } : { do: 'nothing' };
    if (row.customerName !== '' && !sameName(row.customerName, customer.name))
      return { do: 'reject', field: 'name', code: 'name_differs', detail: row.customerName };
    if (mandateId !== null && !ours)
      return { do: 'reject', field: 'customer', code: 'two_banks', detail: customer.partner_name ?? '' };
    if (ours && customer.account === row.account && isSameAgreement(row, customer)) return { do: 'nothing' };
    if (!ours && customer.waiting_id !== null && customer.waiting_account === row.account)
      return { do: 'activate', waitingId: customer.waiting_id };
    return {
      do: 'register',
      replacesId: ours ? mandateId : null,
      customerId: customer.id,
      customerName: customer.name,
    };
  }

  /** A code that one slip of the hand turns into the one that was sent, where exactly one customer has such a code. */
  private async suggest(bad: readonly BadRegistration[]): Promise<BadRegistration[]> {
    const suggested: BadRegistration[] = [];
    for (const row of bad) {
      if (row.code !== 'unknown_customer' || this.suggestions >= mostSuggestions) {
        suggested.push(row);
        continue;
      }
      this.suggestions++;
      const near = nearCodes(row.detail).map(({ code }) => code);
      const found = await queries.listKnownCodes(this.tx, near);
      const [only] = found;
      suggested.push({ ...row, suggestion: found.size === 1 && only ? only : null });
    }
    return suggested;
  }
}

/** Banks write names without marks, in capitals. */
function sameName(one: string, other: string): boolean {
  const key = (name: string): string => searchKey(name).replaceAll(/[^a-z0-9]/g, '');
  return key(one) === key(other);
}

/** What the list does not say stays as it is. */
function isSameAgreement(row: Registration, customer: queries.KnownCustomer): boolean {
  const sameDay = row.fixedDay === null || row.fixedDay === customer.fixed_day;
  return sameDay && (row.limitVnd === null || row.limitVnd === customer.limit_vnd);
}

import { sql } from 'kysely';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export const agreementStates = [
  'created',
  'offered',
  'bound',
  'unbinding',
  'unbound',
  'failed',
  'expired',
] as const;
export type AgreementState = (typeof agreementStates)[number];

export interface AgreementRow {
  id: bigint;
  mandate_id: bigint;
  account_code: string;
  provider: string;
  reference: string;
  identifier: string;
  max_vnd: bigint;
  state: AgreementState;
  link: string | null;
  qr_content: string | null;
  token: string | null;
  binding_id: string | null;
  holder: string | null;
  failure: string | null;
  attention: 'other_active' | 'refused_unbind' | null;
  attempts: number;
  next_query_at: Date | null;
  expires_at: Date;
  offered_by: string;
  offered_at: Date;
  bound_at: Date | null;
  ended_at: Date | null;
}

const agreements = sql`
  select w.*, a.provider from wallet_agreements w join gateway_accounts a on a.code = w.account_code`;

/** The contract under which a partner's wallets are debited. */
export async function findContractOf(on: Queryable, partnerId: bigint): Promise<string | undefined> {
  const row = await find(
    on,
    sql<{ code: string }>`select code from gateway_accounts
      where partner_id = ${partnerId} and channel = 'auto_debit_wallet' and enabled order by code limit 1`,
  );
  return row?.code;
}

export async function findAgreement(on: Queryable, id: bigint): Promise<AgreementRow | undefined> {
  return find(on, sql<AgreementRow>`${agreements} where w.id = ${id}`);
}

export async function lockAgreement(tx: Tx, id: bigint): Promise<AgreementRow> {
  await run(tx, sql`select from wallet_agreements where id = ${id} for update`);
  return one(tx, sql<AgreementRow>`${agreements} where w.id = ${id}`);
}

export async function findByReference(
  on: Queryable,
  accountCode: string,
  reference: string,
): Promise<AgreementRow | undefined> {
  return find(
    on,
    sql<AgreementRow>`${agreements} where w.account_code = ${accountCode} and w.reference = ${reference}`,
  );
}

/** The latest agreement of each mandate, of the units given; of all mandates the newest two hundred. */
export async function listLatest(
  on: Queryable,
  mandateIds: readonly bigint[] | undefined,
  units: 'all' | readonly bigint[] = 'all',
): Promise<AgreementRow[]> {
  return many(
    on,
    sql<AgreementRow>`
      select distinct on (w.mandate_id) w.*, a.provider
      from wallet_agreements w join gateway_accounts a on a.code = w.account_code
      join mandates m on m.id = w.mandate_id join customers c on c.id = m.customer_id
      where ${mandateIds === undefined ? sql`true` : sql`w.mandate_id = any(${mandateIds}::bigint[])`}
        and ${units === 'all' ? sql`true` : sql`c.org_unit_id = any(${units}::bigint[])`}
      order by w.mandate_id desc, w.id desc limit 200`,
  );
}

export interface NewAgreement {
  mandateId: bigint;
  accountCode: string;
  referenceOf: (id: bigint) => string;
  identifier: string;
  maxVnd: bigint;
  expiresAt: Date;
  nextQueryAt: Date;
  by: string;
  now: Date;
}

export async function insertAgreement(tx: Tx, wish: NewAgreement): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`select nextval(pg_get_serial_sequence('wallet_agreements', 'id')) as id`,
  );
  await run(
    tx,
    sql`insert into wallet_agreements (id, mandate_id, account_code, reference, identifier, max_vnd, state, expires_at,
                                       next_query_at, offered_by, offered_at)
        overriding system value
        values (${id}, ${wish.mandateId}, ${wish.accountCode}, ${wish.referenceOf(id)}, ${wish.identifier},
                ${wish.maxVnd}, 'created', ${wish.expiresAt}, ${wish.nextQueryAt}, ${wish.by}, ${wish.now})`,
  );
  return id;
}

export async function noteOffered(
  on: Queryable,
  id: bigint,
  offer: { link: string; qrContent: string | null },
): Promise<void> {
  await run(
    on,
    sql`update wallet_agreements set link = ${offer.link}, qr_content = ${offer.qrContent},
          state = case state when 'created' then 'offered' else state end where id = ${id}`,
  );
}

export async function noteBound(
  tx: Tx,
  id: bigint,
  bound: {
    state: 'bound' | 'unbinding';
    token: string;
    bindingId: string;
    holder: string | null;
    attention: string | null;
    now: Date;
  },
): Promise<void> {
  await run(
    tx,
    sql`update wallet_agreements set state = ${bound.state}, token = ${bound.token}, binding_id = ${bound.bindingId},
          holder = ${bound.holder}, attention = ${bound.attention}, bound_at = ${bound.now}, failure = null, attempts = 0,
          next_query_at = ${bound.state === 'bound' ? null : bound.now} where id = ${id}`,
  );
}

export async function noteEnded(
  on: Queryable,
  id: bigint,
  ended: { state: 'unbound' | 'failed' | 'expired'; failure: string | null; now: Date },
): Promise<void> {
  await run(
    on,
    sql`update wallet_agreements set state = ${ended.state}, failure = ${ended.failure}, ended_at = ${ended.now},
          next_query_at = null where id = ${id}`,
  );
}

export async function beginUnbinding(on: Queryable, now: Date): Promise<void> {
  await run(
    on,
    sql`update wallet_agreements w set state = 'unbinding', next_query_at = ${now}, attempts = 0
        from mandates m
        where m.id = w.mandate_id and w.state = 'bound' and m.state in ('cancelled', 'expired')`,
  );
}

export async function markRefused(on: Queryable, id: bigint, code: string): Promise<void> {
  await run(
    on,
    sql`update wallet_agreements set attention = 'refused_unbind', failure = ${code} where id = ${id}`,
  );
}

/** Has an agreement asked about at once: one of its debits failed as if it were gone. */
export async function askSoon(on: Queryable, ids: readonly bigint[], now: Date): Promise<void> {
  await run(
    on,
    sql`update wallet_agreements set next_query_at = ${now}, attempts = 0
        where id = any(${ids}::bigint[]) and state = 'bound'`,
  );
}

/** Takes agreements whose time to be asked about has come; each is asked about ever less often, at most hourly. */
export async function takeDue(on: Queryable, now: Date, limit: number): Promise<AgreementRow[]> {
  const taken = await many(
    on,
    sql<{ id: bigint }>`
      update wallet_agreements set attempts = attempts + 1,
        next_query_at = case when state = 'bound' then null
          else ${now}::timestamptz + least(power(2, attempts + 1), 120) * interval '30 seconds' end
      where id in (select id from wallet_agreements where next_query_at <= ${now}
                   order by next_query_at limit ${limit} for update skip locked)
      returning id`,
  );
  return many(on, sql<AgreementRow>`${agreements} where w.id = any(${taken.map(({ id }) => id)}::bigint[])`);
}

export async function insertMessage(
  on: Queryable,
  message: {
    accountCode: string;
    kind: 'agreement' | 'debit';
    agreementId: bigint | null;
    itemId: bigint | null;
    raw: Buffer;
    verdict: string;
    detail: string | null;
    now: Date;
  },
): Promise<void> {
  await run(
    on,
    sql`insert into wallet_messages (account_code, kind, agreement_id, item_id, raw, verdict, detail, received_at)
        values (${message.accountCode}, ${message.kind}, ${message.agreementId}, ${message.itemId}, ${message.raw},
                ${message.verdict}, ${message.detail}, ${message.now})`,
  );
}

/** Calls that proved nothing are kept a month for whoever looks for their cause. */
export async function forgetForged(on: Queryable, now: Date): Promise<void> {
  await run(
    on,
    sql`delete from wallet_messages
        where verdict = 'wrong_signature' and received_at < ${now}::timestamptz - interval '30 days'`,
  );
}

export async function lockMandateState(tx: Tx, mandateId: bigint): Promise<{ state: string }> {
  return one(tx, sql<{ state: string }>`select state from mandates where id = ${mandateId} for update`);
}

/** Lets go of wishes that came to nothing; how many agreements still stand. */
export async function replaceLive(tx: Tx, mandateId: bigint, now: Date): Promise<number> {
  await run(
    tx,
    sql`update wallet_agreements set state = 'expired', ended_at = ${now}, next_query_at = null
        where mandate_id = ${mandateId} and state in ('created', 'offered')`,
  );
  return run(
    tx,
    sql`select from wallet_agreements where mandate_id = ${mandateId} and state in ('bound', 'unbinding')`,
  );
}

/** Whether the mandate stands on another agreement, or one is about to be made. */
export async function hasOtherBound(tx: Tx, { id, mandate_id: mandateId }: AgreementRow): Promise<boolean> {
  // A newer wish that nobody followed makes room for the older one that was.
  await run(
    tx,
    sql`update wallet_agreements set state = 'expired', ended_at = offered_at, next_query_at = null
        where mandate_id = ${mandateId} and id <> ${id} and state in ('created', 'offered')`,
  );
  const { other } = await one(
    tx,
    sql<{ other: boolean }>`select exists (select from wallet_agreements
      where mandate_id = ${mandateId} and id <> ${id} and state in ('bound', 'unbinding')) as other`,
  );
  return other;
}

export async function expireOffer(on: Queryable, id: bigint, now: Date): Promise<void> {
  await run(
    on,
    sql`update wallet_agreements set state = 'expired', ended_at = ${now}, next_query_at = null
        where id = ${id} and state in ('created', 'offered')`,
  );
}

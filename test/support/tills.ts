import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { one } from '../../server/platform/db.ts';
import type { Company } from '../../server/platform/runtime.ts';
import type { StaffClient } from './staff.ts';

/** What a till is made with, where nothing else matters. */
export const plainTill = { kind: 'counter', unit: 'PA99AA', cashLimit: '50000000' };

export async function makeTill(
  manager: StaffClient,
  code: string,
  change: Partial<{ kind: string; name: string; cashLimit: string; closesOn: string }> = {},
): Promise<void> {
  const body = { ...plainTill, name: `Bàn thu ${code}`, ...change };
  const { status, body: answer } = await manager.send('PUT', `/tills/${code}`, body);
  assert.equal(status, 200, JSON.stringify(answer));
}

/** Opens a session of the client at a till; its id. */
export async function openTill(client: StaffClient, code: string, float = '0'): Promise<string> {
  const { status, body } = await client.send('POST', `/tills/${code}/sessions`, { float });
  assert.equal(status, 201, JSON.stringify(body));
  return body.session.id as string;
}

let keys = 0;
/** A wish to pay bills in cash, under a key of its own. */
export function cashFor(
  customer: { code: string; billIds: readonly bigint[] },
  amount: bigint,
  given: bigint = amount,
) {
  return {
    requestKey: `key-${String(++keys).padStart(6, '0')}`,
    customerCode: customer.code,
    bills: customer.billIds.map(String),
    amount: String(amount),
    given: String(given),
  };
}

/** A count of whole notes of the given amount: the largest notes first, the rest as small money. */
export function countOf(amount: bigint): { notes: Record<string, number>; small: string } {
  const notes: Record<string, number> = {};
  let left = amount;
  for (const note of [500_000n, 100_000n, 10_000n, 1_000n]) {
    notes[String(note)] = Number(left / note);
    left %= note;
  }
  return { notes, small: String(left) };
}

/** Debit less credit of an account kept for a till. */
export async function tillBalance(company: Company, account: string, tillCode: string): Promise<bigint> {
  const { vnd } = await one(
    company.db,
    sql<{ vnd: bigint }>`
      select coalesce(sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end), 0)::bigint as vnd
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      join partners p on p.id = a.partner_id
      where a.code = ${account} and p.code = ${tillCode}`,
  );
  return vnd;
}

import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { findLastEntry } from './collect-queries.ts';
import { readGate, readTarget } from './deliver-queries.ts';
import { presentGate } from './present.ts';
import { countBlocked, sumUncleared } from './queries.ts';

const nothing = { entries: 0, amount_vnd: 0n, oldest_on: null };

/** How far clearing is. What is cleared is the rest of all entries, so that nobody has to add millions of them up. */
export async function readSummary(db: Db) {
  return transaction(db, readFigures, { begin: 'begin isolation level repeatable read read only' });
}

async function readFigures(on: Tx) {
  const last = (await findLastEntry(on)) ?? { seq: 0n, through_vnd: 0n };
  const sums = await sumUncleared(on);
  const target = await readTarget(on);
  const of = (state: string) => {
    const sum = sums.find((row) => row.state === state) ?? nothing;
    return { entries: sum.entries, amount: String(sum.amount_vnd), oldestOn: sum.oldest_on };
  };
  return {
    waiting: of('waiting'),
    refused: of('refused'),
    failed: of('failed'),
    cleared: {
      entries: sums.reduce((left, sum) => left - sum.entries, Number(last.seq)),
      amount: String(sums.reduce((left, sum) => left - sum.amount_vnd, last.through_vnd)),
      oldestOn: null,
    },
    blocked: await countBlocked(on),
    lastSeq: String(last.seq),
    gate: presentGate(await readGate(on)),
    target: {
      url: target.url,
      silentSince: target.silent_since?.toISOString() ?? null,
      nextTryAt: target.next_try_at?.toISOString() ?? null,
      lastFault: target.last_fault,
    },
  };
}

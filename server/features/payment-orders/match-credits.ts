import { namesCheque } from '../../../core/payment-orders/cheque.ts';
import { sumVnd } from '../../../core/money.ts';
import { findInText, type FoundInText } from '../../../core/qr/transfer-text.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { markCleared } from './cheque-queries.ts';
import { chequeError } from './errors.ts';
import { lockOrder } from './order-queries.ts';
import * as known from './match-queries.ts';
import { claimSplit, postClaimed, releaseSplits, type SplitActor, type Target } from './split-credit.ts';
import * as queries from './split-queries.ts';

const page = 500;

interface Match {
  rule: string;
  takes: { target: Target; amountVnd: bigint }[];
}

/**
 * Makes payments of bank credits whose text names an order, a slip of cheques or a cheque for certain; gives back first
 * what reversed payments had taken. Statements leave such texts alone, and whoever takes a credit first has it: what is
 * taken of it stands on its row. Returns how many payments were made.
 */
export async function followCredits(db: Db, by: SplitActor): Promise<number> {
  await releaseSplits(db, by);
  if (!(await known.isAnythingAwaited(db))) return postClaimed(db, by);
  const cheques = await known.listWaitingCheques(db);
  for (let after: Parameters<typeof queries.listCandidates>[1]; ;) {
    const credits = await queries.listCandidates(db, after, page);
    for (const credit of credits) {
      const match = await recognise(db, credit, cheques);
      if (match) await take(db, credit, match, by);
    }
    const last = credits.at(-1);
    if (credits.length < page || !last) return postClaimed(db, by);
    after = { bookedOn: last.booked_on, id: last.id };
  }
}

/** What a credit is for, where nothing is left to guess. */
async function recognise(
  db: Db,
  credit: queries.Credit,
  cheques: readonly known.WaitingCheque[],
): Promise<Match | undefined> {
  const found = findInText(credit.remittance);
  const numbersOf = (kind: FoundInText['kind']): bigint[] =>
    found.flatMap((one) => (one.kind === kind && one.kind !== 'customer_code' ? [one.number] : []));
  const [orders, slips] = [numbersOf('order'), numbersOf('slip')];
  if (orders.length + slips.length > 1) return undefined;
  if (orders.length === 1)
    return matchOrder(credit, await known.listIssued(db, orders), ruleOf(found, 'order'));
  const waiting = cheques.filter(({ account }) => account === credit.account);
  if (slips.length === 1) return matchSlip(credit, slips[0]!, waiting, ruleOf(found, 'slip'));
  // Where a reference of ours names somebody else, or a service tells of the transfers, these are no payments.
  if (credit.is_watched || found.some(({ kind }) => kind !== 'customer_code')) return undefined;
  const codes = found.flatMap((one) =>
    one.kind === 'customer_code' && one.rule !== 'customer_code_repaired' ? [one.code] : [],
  );
  if (codes.length > 1)
    return matchOrder(credit, await known.listOrdersOfCodes(db, codes, credit.amount_vnd), 'codes_of_order');
  const named = waiting.filter(
    ({ number, amount_vnd }) => amount_vnd === credit.amount_vnd && namesCheque(credit.remittance, number),
  );
  return named.length === 1 ? { rule: 'cheque_number', takes: named.map(chequeTake) } : undefined;
}

function ruleOf(found: readonly FoundInText[], kind: FoundInText['kind']): string {
  return found.find((one) => one.kind === kind)!.rule;
}

function matchOrder(
  credit: queries.Credit,
  orders: readonly { id: bigint; payer_code: string }[],
  rule: string,
): Match | undefined {
  const [only] = orders;
  if (!only || orders.length > 1) return undefined;
  return {
    rule,
    takes: [{ target: { orderId: only.id, payerCode: only.payer_code }, amountVnd: credit.amount_vnd }],
  };
}

/** A slip is paid in one sum, without those that the bank has refused, or cheque by cheque. */
function matchSlip(
  credit: queries.Credit,
  slipId: bigint,
  waiting: readonly known.WaitingCheque[],
  rule: string,
): Match | undefined {
  const ofSlip = waiting.filter(({ deposit_id }) => deposit_id === slipId);
  const atBank = ofSlip.filter(({ state }) => state === 'deposited');
  const alone = ofSlip.filter(({ amount_vnd }) => amount_vnd === credit.amount_vnd);
  const chosen = [ofSlip, atBank, ...(alone.length === 1 ? [alone] : [])].find(
    (some) => some.length > 0 && sumVnd(some.map(({ amount_vnd }) => amount_vnd)) === credit.amount_vnd,
  );
  return chosen && { rule, takes: chosen.map(chequeTake) };
}

function chequeTake({ id, payer_code, amount_vnd }: known.WaitingCheque): Match['takes'][number] {
  return { target: { chequeId: id, payerCode: payer_code }, amountVnd: amount_vnd };
}

const lateCodes: ReadonlySet<string> = new Set(['statements.overassigned', 'cheques.act_not_possible']);

/** Nothing when somebody else was quicker with the credit or a cheque. */
async function take(db: Db, credit: queries.Credit, match: Match, by: SplitActor): Promise<void> {
  try {
    await transaction(db, async (tx) => {
      for (const { target, amountVnd } of match.takes) {
        if ('orderId' in target) await lockOrder(tx, target.orderId);
        else
          ensure(
            await markCleared(tx, target.chequeId, credit.booked_on),
            chequeError('cheques.act_not_possible'),
          );
        await claimSplit(db, tx, { credit, amountVnd, target, rule: match.rule }, by);
      }
    });
  } catch (error) {
    const isLate = error instanceof AppError && lateCodes.has(error.code);
    if (!isLate) throw error;
  }
}

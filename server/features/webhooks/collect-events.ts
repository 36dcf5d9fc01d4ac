import { wantsType, type EventType } from '../../../core/webhooks.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { lockPosition, publish, savePosition } from '../../platform/outbox.ts';
import * as queries from './collect-queries.ts';
import {
  billContent,
  fileContent,
  publishedContent,
  reversalContent,
  windowContent,
  writeBody,
} from './event-body.ts';
import { insertEvents, sequenceKey, takeSequences, type NewEvent } from './event-queries.ts';

/** Up to so many bills of one import are told one by one; more are told as one sum. */
const mostSingly = 200;
const slice = 5_000;

/** What of one bill is told, whoever may hear it. */
interface BillNews {
  rootId: bigint;
  /** By what the bill is now. */
  typeOf: (state: string) => EventType;
  occurredAt: Date;
  /** Who laid the last money on it. */
  payer: bigint | null;
}

/**
 * Turns what was recorded since the last run into events for the partners that listen, each exactly once. Only what no open
 * transaction can precede is read, all of it at once, so that a slow transaction is neither skipped nor overtaken on
 * a bill. A bill that changed several times between two runs is told once, as it stands. Nobody listening costs one
 * query. Returns the number of deliveries.
 */
export async function collectEvents(db: Db, now: Date): Promise<number> {
  if ((await queries.listSubscriptions(db)).length === 0) return 0;
  return transaction(db, async (tx) => {
    const { xid: from } = await lockPosition(tx, queries.collectReader);
    const to = await queries.readSettledBound(tx);
    if (BigInt(to) <= BigInt(from)) return 0;
    const subscriptions = await queries.listSubscriptions(tx);
    const listeners = new Listeners(subscriptions.filter((each) => !each.is_suspended));
    const news = await queries.readNews(tx, { from, to });
    const touched = await queries.readTouchedBills(tx, { from, to });
    let added = await tellPublished(tx, listeners, news, now);
    added += await tellBills(tx, listeners, touched.map(toBillNews), now);
    added += await insertEvents(tx, await moneyEvents(tx, listeners, news), now);
    await savePosition(tx, queries.collectReader, { xid: to, id: 0n });
    if (added > 0) await publish(tx, { topic: 'webhooks.collected', payload: {} });
    return added;
  });
}

/** Who wants to hear what. */
class Listeners {
  readonly partnerIds: bigint[];
  private readonly byPartner: Map<bigint, queries.Subscription[]>;

  constructor(subscriptions: readonly queries.Subscription[]) {
    this.byPartner = Map.groupBy(subscriptions, ({ partner_id }) => partner_id);
    this.partnerIds = [...this.byPartner.keys()];
  }

  /** Endpoints of a partner for a type, of bills those for its own or for all. */
  of(partnerId: bigint, type: EventType, own = true): bigint[] {
    return (this.byPartner.get(partnerId) ?? [])
      .filter(({ event_types, reach }) => wantsType(event_types, type) && (own || reach === 'all'))
      .map(({ endpoint_id }) => endpoint_id);
  }
}

function toBillNews(touched: queries.TouchedBill): BillNews {
  const openType = touched.amount_vnd < 0n ? 'bill.reopened' : 'bill.part_paid';
  return {
    rootId: touched.root_id,
    typeOf: (state) => (state === 'paid' ? 'bill.paid' : openType),
    occurredAt: touched.recorded_at,
    payer: touched.amount_vnd > 0n ? touched.partner_id : null,
  };
}

async function tellPublished(
  tx: Tx,
  listeners: Listeners,
  news: readonly queries.News[],
  now: Date,
): Promise<number> {
  let added = 0;
  for (const { payload, recorded_at } of news.filter(({ topic }) => topic === 'bills.published')) {
    const importId = BigInt(String(payload['importId']));
    const bills = await queries.readPublishedBills(tx, importId, mostSingly + 1);
    added +=
      bills.length > mostSingly
        ? await insertEvents(tx, await sumEvents(tx, listeners, importId, recorded_at), now)
        : await tellBills(tx, listeners, bills.map(toPublished), now);
  }
  return added;
}

function toPublished(bill: { root_id: bigint; version: number; recorded_at: Date }): BillNews {
  const type = bill.version === 1 ? 'bill.published' : 'bill.changed';
  return { rootId: bill.root_id, typeOf: () => type, occurredAt: bill.recorded_at, payer: null };
}

/** One event per partner, counting for each endpoint's reach what the widest of them may see. */
async function sumEvents(
  tx: Tx,
  listeners: Listeners,
  importId: bigint,
  occurredAt: Date,
): Promise<NewEvent[]> {
  const type = 'bills.published';
  const sums = Map.groupBy(
    await queries.sumPublished(tx, importId, listeners.partnerIds),
    ({ partner_id }) => partner_id,
  );
  return [...sums].flatMap(([partnerId, rows]) => {
    const wide = listeners.of(partnerId, type, false);
    const narrow = listeners.of(partnerId, type).filter((id) => !wide.includes(id));
    const tell = (endpointIds: readonly bigint[], told: readonly queries.PublishedSum[]): NewEvent[] =>
      endpointIds.length === 0 || told.length === 0
        ? []
        : [toEvent({ partnerId, type, occurredAt, endpointIds, content: publishedContent(importId, told) })];
    return [
      ...tell(wide, rows),
      ...tell(
        narrow,
        rows.filter(({ own }) => own),
      ),
    ];
  });
}

async function tellBills(
  tx: Tx,
  listeners: Listeners,
  news: readonly BillNews[],
  now: Date,
): Promise<number> {
  let added = 0;
  for (let at = 0; at < news.length; at += slice) {
    added += await insertEvents(tx, await billEvents(tx, listeners, news.slice(at, at + slice)), now);
  }
  return added;
}

async function billEvents(tx: Tx, listeners: Listeners, news: readonly BillNews[]): Promise<NewEvent[]> {
  const newsOf = new Map(news.map((each) => [each.rootId, each]));
  const visible = await queries.readVisibleBills(tx, [...newsOf.keys()], listeners.partnerIds);
  const wanted = visible.flatMap((bill) => {
    const about = newsOf.get(bill.root_id)!;
    const type = about.typeOf(bill.state);
    const endpointIds = listeners.of(bill.partner_id, type, bill.own);
    return endpointIds.length > 0 ? [{ bill, about, type, endpointIds }] : [];
  });
  const sequences = await takeSequences(
    tx,
    wanted.map(({ bill }) => ({ partnerId: bill.partner_id, rootId: bill.root_id })),
  );
  return wanted.map(({ bill, about, type, endpointIds }) => {
    const sequence = sequences.get(sequenceKey(bill.partner_id, bill.root_id))!;
    const content = billContent(bill, sequence, about.payer === bill.partner_id);
    const bare = { partnerId: bill.partner_id, type, occurredAt: about.occurredAt, endpointIds, content };
    return { ...toEvent(bare), billRootId: bill.root_id, sequence };
  });
}

/** Events about a partner's own money. */
async function moneyEvents(tx: Tx, listeners: Listeners, news: readonly queries.News[]): Promise<NewEvent[]> {
  const ids = (topic: string, key: string): bigint[] =>
    news
      .filter((each) => each.topic === topic)
      .flatMap(({ payload }) => payload[key] as string | string[])
      .map(BigInt);
  const { partnerIds } = listeners;
  const reversed = await queries.readReversedPayments(tx, ids('payments.reversed', 'paymentIds'), partnerIds);
  const windows = await queries.readClosedWindows(
    tx,
    ids('settlement.window_changed', 'windowId'),
    partnerIds,
  );
  const files = await queries.readMatchedFiles(tx, ids('reconciliation.file_matched', 'fileId'), partnerIds);
  const tell = (
    type: EventType,
    partnerId: bigint,
    about: { at: Date; content: object; onceKey?: string },
  ) => ({
    ...toEvent({
      partnerId,
      type,
      occurredAt: about.at,
      endpointIds: listeners.of(partnerId, type),
      content: about.content,
    }),
    onceKey: about.onceKey ?? null,
  });
  return [
    ...reversed.map((row) =>
      tell('payment.reversed', row.partner_id, { at: row.recorded_at, content: reversalContent(row) }),
    ),
    ...windows.map((row) =>
      tell('settlement.window_closed', row.partner_id, {
        at: row.closed_at,
        content: windowContent(row),
        onceKey: `window:${row.id}`,
      }),
    ),
    ...files.map((row) =>
      tell('reconciliation.file_matched', row.partner_id, { at: row.matched_at, content: fileContent(row) }),
    ),
  ].filter(({ endpointIds }) => endpointIds.length > 0);
}

function toEvent(about: {
  partnerId: bigint;
  type: EventType;
  occurredAt: Date;
  endpointIds: readonly bigint[];
  content: object;
}): NewEvent {
  const { content, ...rest } = about;
  return {
    ...rest,
    billRootId: null,
    sequence: null,
    onceKey: null,
    body: writeBody(about.type, about.occurredAt, content),
  };
}

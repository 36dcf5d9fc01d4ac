/**
 * What a partner is told by signed webhook: Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec 1.0). For
 * partners it is written in docs/webhooks.md.
 */
export const eventTypes = [
  'bill.published',
  'bill.changed',
  'bill.part_paid',
  'bill.paid',
  'bill.reopened',
  'bills.published',
  'payment.reversed',
  'settlement.window_closed',
  'reconciliation.file_matched',
  'webhook.test',
] as const;
export type EventType = (typeof eventTypes)[number];

export function isEventType(text: string): text is EventType {
  return (eventTypes as readonly string[]).includes(text);
}

export const webhookHeaders = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/** The text that is signed: id, time in Unix seconds and the raw body, joined by points. */
export function signedWebhook(id: string, seconds: number, body: string): string {
  return `${id}.${seconds}.${body}`;
}

/** Which of its events a partner's endpoint is sent: an empty list of types means all. */
export function wantsType(wanted: readonly string[], type: EventType): boolean {
  return wanted.length === 0 || wanted.includes(type) || type === 'webhook.test';
}

const minute = 60;
const hour = 60 * minute;

/** Waits in seconds after the first, second … attempt in vain: the last attempt is made 71 hours and 21 minutes after the first. */
export const retryWaits: readonly number[] = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
  20 * hour,
  24 * hour,
];

/** No delivery is tried for longer, even when its endpoint was paused meanwhile. */
export const giveUpAfterSeconds = 72 * hour;

/**
 * Seconds until the next attempt after `tries` in vain, up to a tenth more by `spread` (0 to 1) so that what failed
 * together does not come back together; undefined after the last one.
 */
export function secondsUntilAttempt(tries: number, spread: number): number | undefined {
  const wait = retryWaits[tries - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 + spread / 10));
}

/** Rounds in vain after which an endpoint is only probed, one delivery at a time. */
export const roundsBeforePause = 3;

/** Seconds for which a whole endpoint rests after so many rounds in vain; 0 while its deliveries keep their own times. */
export function secondsOfPause(failures: number): number {
  if (failures < roundsBeforePause) return 0;
  return Math.min(10 * minute, 30 * 2 ** Math.min(failures - roundsBeforePause, 10));
}

/** An endpoint that has taken nothing for so long is disabled. */
export const disableAfterSeconds = 5 * 24 * hour;

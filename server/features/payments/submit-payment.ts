import type { Config } from '../../config.ts';
import { realNow } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { createGatherer, type Gatherer } from '../../platform/gather.ts';
import { acceptPayments } from './accept-payments.ts';
import { paymentError } from './errors.ts';
import type { PaymentInstruction, PaymentOutcome } from './instruction.ts';

/** How concurrent requests become batches; a subset of the configuration. */
export type PostingSettings = Pick<Config, 'posting' | 'postingLanes' | 'postingBatch'>;

const gatherers = new WeakMap<Db['client'], Gatherer<PaymentInstruction, PaymentOutcome>>();
/** Beyond this many waiting requests of one company the next is turned away at once, with `Retry-After`. */
const maxQueue = 4_000;

/** Group commit: gathers concurrent requests of one company and answers each after its batch is committed. */
export function submitPayment(
  db: Db,
  settings: PostingSettings,
  instruction: PaymentInstruction,
): Promise<PaymentOutcome> {
  const known = gatherers.get(db.client);
  if (known) return known.submit(instruction);
  const made = createGatherer<PaymentInstruction, PaymentOutcome>({
    run:
      settings.posting === 'nothing' ? answerWithoutPosting : (batch) => acceptPayments(db, batch, realNow()),
    lanes: settings.posting === 'single' ? 8 : settings.postingLanes,
    maxBatch: settings.posting === 'single' ? 1 : settings.postingBatch,
    maxQueue,
    overflow: () => paymentError('payments.queue_full', {}, { retryAfterSeconds: 1 }),
  });
  gatherers.set(db.client, made);
  return made.submit(instruction);
}

/** The benchmark's ceiling: the same route, the same answer, no database. */
async function answerWithoutPosting(batch: PaymentInstruction[]): Promise<PaymentOutcome[]> {
  const acceptedAt = realNow();
  return batch.map(({ reference, amountVnd, businessOn }) => ({
    outcome: 'accepted',
    payment: {
      paymentId: 0n,
      reference,
      amountVnd,
      creditedVnd: 0n,
      allocations: [],
      acceptedAt,
      businessOn,
    },
  }));
}

/**
 * Gathers concurrent calls into batches: while one batch is under way the next fills up, so that under load many
 * callers share one transaction and each is answered after its commit. An idle gatherer starts at once. Everybody is
 * answered: who finds the queue full at once, who waits in it for too long after `maxWaitMs`.
 */
export interface Gatherer<Item, Result> {
  /** Resolves with this item's own result. Throws what `overflow` makes when the queue is full or does not move. */
  submit(item: Item): Promise<Result>;
}

/** Longer than any healthy batch takes, shorter than partners wait for an answer. */
const defaultMaxWaitMs = 10_000;

interface Waiting<Item, Result> {
  item: Item;
  /** Monotonic milliseconds. */
  since: number;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

export function createGatherer<Item, Result>(options: {
  /** Answers a batch, one result per item in the same order. */
  run: (items: Item[]) => Promise<Result[]>;
  /** Batches under way at once. */
  lanes: number;
  maxBatch: number;
  maxQueue: number;
  overflow: () => Error;
  maxWaitMs?: number;
}): Gatherer<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  const maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs;
  let busyLanes = 0;
  let scheduled = false;
  let watch: NodeJS.Timeout | undefined;

  /** Runs only while somebody waits. The oldest stand in front. */
  const turnAwayOverdue = (): void => {
    const overdue = queue.findIndex(({ since }) => performance.now() - since <= maxWaitMs);
    for (const { reject } of queue.splice(0, overdue === -1 ? queue.length : overdue))
      reject(options.overflow());
    watch = queue.length > 0 ? setTimeout(turnAwayOverdue, maxWaitMs / 10).unref() : undefined;
  };

  const drain = async (): Promise<void> => {
    busyLanes++;
    while (queue.length > 0) {
      const batch = queue.splice(0, options.maxBatch);
      try {
        const results = await options.run(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busyLanes--;
  };

  return {
    submit: (item) => {
      if (queue.length >= options.maxQueue) return Promise.reject(options.overflow());
      return new Promise<Result>((resolve, reject) => {
        queue.push({ item, since: performance.now(), resolve, reject });
        watch ??= setTimeout(turnAwayOverdue, maxWaitMs / 10).unref();
        if (scheduled || busyLanes >= options.lanes) return;
        scheduled = true;
        // Everything that arrived in this turn of the event loop goes into the same batch.
        setImmediate(() => {
          scheduled = false;
          if (busyLanes < options.lanes) void drain();
        });
      });
    },
  };
}

/**
 * Gathers concurrent calls into batches: while one batch is under way the next fills up, so that under load many
 * callers share one transaction and each is answered after its commit. An idle gatherer starts at once.
 */
export interface Gatherer<Item, Result> {
  /** Resolves with this item's own result. Throws what `overflow` makes when the queue is full. */
  submit(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
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
}): Gatherer<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  let busyLanes = 0;
  let scheduled = false;

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
        queue.push({ item, resolve, reject });
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

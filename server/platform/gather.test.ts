import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGatherer } from './gather.ts';

const settings = { lanes: 1, maxBatch: 10, maxQueue: 5, overflow: () => new Error('full') };

test('what arrives while a batch is under way shares the next one, in order', async () => {
  const batches: number[][] = [];
  const gatherer = createGatherer<number, number>({
    ...settings,
    run: async (items) => {
      batches.push(items);
      await new Promise((done) => setImmediate(done));
      return items.map((item) => item * 2);
    },
  });
  const first = gatherer.submit(1);
  await new Promise((done) => setImmediate(done));
  const others = [2, 3, 4].map((item) => gatherer.submit(item));
  assert.deepEqual(await Promise.all([first, ...others]), [2, 4, 6, 8]);
  assert.deepEqual(batches, [[1], [2, 3, 4]]);
});

test('who finds the queue full is turned away at once; who waits in it in vain is turned away in time', async () => {
  let finish = (): void => undefined;
  const stuck = new Promise<void>((done) => (finish = done));
  const gatherer = createGatherer<number, number>({
    ...settings,
    maxWaitMs: 40,
    run: async (items) => {
      await stuck;
      return items;
    },
  });
  const running = gatherer.submit(0);
  await new Promise((done) => setImmediate(done));
  const waiting = Array.from({ length: 6 }, (_, i) => gatherer.submit(i + 1));
  const answers = await Promise.allSettled(waiting);
  assert.ok(answers.every(({ status }) => status === 'rejected'));
  finish();
  assert.equal(await running, 0);
});

test('a batch that fails fails everybody in it, and the next one runs', async () => {
  let fails = true;
  const gatherer = createGatherer<number, number>({
    ...settings,
    run: (items) => {
      if (!fails) return Promise.resolve(items);
      fails = false;
      return Promise.reject(new Error('broken'));
    },
  });
  await assert.rejects(gatherer.submit(1), /broken/);
  assert.equal(await gatherer.submit(2), 2);
});

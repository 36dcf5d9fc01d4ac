import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  concludeDelivery,
  cutDelivery,
  markingCode,
  mostAttempts,
  parseDeliveryReply,
  parseGateReply,
  secondsUntilRetry,
  type EntryAnswer,
} from './clearing.ts';

const answer = (seq: bigint, result: EntryAnswer['result'], code = ''): EntryAnswer => ({
  seq,
  result,
  code,
  detail: '',
});

test('the codes of the field say how far the marking of a debt is', () => {
  assert.deepEqual(
    [
      markingCode('waiting', 0),
      markingCode('cleared', 1),
      markingCode('waiting', 1),
      markingCode('refused', 1),
      markingCode('failed', 12),
    ],
    ['01', '02', '03', '04', '05'],
  );
});

test('whatever comes back is understood or taken for silence', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
      const { reply } = parseDeliveryReply(status, text);
      assert.equal(reply === 'closed', status === 423 || status === 409);
      parseGateReply(status, text);
    }),
  );
});

test('an answer is read from 200 only; rows that make no sense are left out', () => {
  const text = JSON.stringify({
    answers: [
      { seq: '7', result: 'cleared', code: '000' },
      { seq: 8, result: 'cleared' },
      { seq: '9', result: 'perhaps' },
      { seq: '10', result: 'refused', code: '825', detail: 'a\u0000b' },
    ],
  });
  assert.deepEqual(parseDeliveryReply(200, text), {
    reply: 'answers',
    answers: [answer(7n, 'cleared', '000'), { ...answer(10n, 'refused', '825'), detail: 'ab' }],
  });
  assert.deepEqual(parseDeliveryReply(500, text), { reply: 'silence', fault: 'HTTP 500' });
  assert.deepEqual(parseDeliveryReply(423, '{"open":true,"reason":"Chốt tháng","opensOn":"2026-12-03"}'), {
    reply: 'closed',
    gate: { open: false, reason: 'Chốt tháng', opensOn: '2026-12-03' },
  });
});

test('every entry sent has one outcome; what is not answered is tried again within bounds, then set apart', () => {
  const anyAnswer = fc.record({
    seq: fc.bigInt(1n, 12n),
    result: fc.constantFrom('cleared' as const, 'refused' as const, 'late' as const),
    code: fc.string(),
    detail: fc.string(),
  });
  const anySent = fc.uniqueArray(
    fc.record({ seq: fc.bigInt(1n, 9n), attempts: fc.integer({ min: 0, max: mostAttempts - 1 }) }),
    { selector: ({ seq }) => seq },
  );
  fc.assert(
    fc.property(anySent, fc.array(anyAnswer), (sent, answers) => {
      const outcomes = concludeDelivery(sent, answers);
      assert.deepEqual(
        outcomes.map(({ seq }) => seq),
        sent.map(({ seq }) => seq),
      );
      outcomes.forEach((outcome, index) => {
        const said = answers.find(({ seq }) => seq === outcome.seq)?.result;
        const finished = said === 'cleared' || said === 'refused';
        assert.equal(outcome.attempts, sent[index]!.attempts + 1);
        assert.equal(finished ? outcome.state : 'open', finished ? said : 'open');
        if (!finished) assert.equal(outcome.state, outcome.attempts < mostAttempts ? 'waiting' : 'failed');
        assert.equal(outcome.retryInSeconds !== null, outcome.state === 'waiting');
      });
    }),
  );
});

test('the wait grows and ends at ten minutes', () => {
  assert.deepEqual([1, 2, 3, 5, 6, 12].map(secondsUntilRetry), [30, 60, 120, 480, 600, 600]);
});

test('what was tried before goes in smaller company, in the end alone', () => {
  const due = (...attempts: number[]) => attempts.map((tries) => ({ attempts: tries }));
  const fresh = due(...Array.from({ length: 600 }, () => 0));
  assert.equal(cutDelivery(fresh).length, 500);
  assert.equal(cutDelivery(fresh.map(() => ({ attempts: 1 }))).length, 125);
  assert.equal(cutDelivery(fresh.map(() => ({ attempts: 4 }))).length, 1);
  assert.equal(cutDelivery(fresh.map(() => ({ attempts: 11 }))).length, 1);
  assert.deepEqual(cutDelivery(due(0, 0, 5, 0)), due(0, 0));
  assert.deepEqual(cutDelivery(due(5, 0)), due(5));
  assert.deepEqual(cutDelivery([]), []);
});

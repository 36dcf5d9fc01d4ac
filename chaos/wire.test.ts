import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CommitWatch, endsCommit, MessageReader, type WireMessage } from './wire.ts';

function message(type: string, ...parts: string[]): Buffer {
  const body = Buffer.from(parts.map((part) => `${part}\0`).join(''));
  const head = Buffer.alloc(type.length + 4);
  head.write(type);
  head.writeInt32BE(body.length + 4, type.length);
  return Buffer.concat([head, body]);
}

test('a stream gives the same messages however it is cut', () => {
  const messages = [
    message('', 'user', 'me'),
    message('Q', 'begin'),
    message('P', 's1', 'select 1'),
    message('S'),
  ];
  const stream = Buffer.concat(messages);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
      const reader = new MessageReader(false);
      const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const read = at.slice(1).flatMap((end, index) => reader.read(stream.subarray(at[index], end)));
      assert.deepEqual(
        read.map(({ bytes }) => bytes),
        messages,
      );
    }),
  );
});

test('a commit is seen where money was written before it, as a simple query and as a prepared statement', () => {
  const seenIn = (...stream: Buffer[]): number => {
    const watch = new CommitWatch();
    const reader = new MessageReader(true);
    return stream.flatMap((bytes) => reader.read(bytes)).filter((one) => watch.isMoneyCommit(one)).length;
  };
  const [begin, commit] = [message('Q', 'begin'), message('Q', 'commit')];
  const write = [
    message('P', 'w', 'with x as (insert into payment_claims values (1)) select 1'),
    message('B', '', 'w'),
    message('E', ''),
  ];
  assert.equal(seenIn(begin, message('Q', 'insert into partner_nonces values (1)'), commit), 0);
  assert.equal(seenIn(begin, ...write, commit), 1);
  assert.equal(seenIn(begin, ...write, message('Q', 'rollback'), begin, commit), 0);
  // The second time the statement is only bound, not parsed.
  assert.equal(seenIn(begin, ...write, commit, begin, ...write.slice(1), commit, begin, commit), 2);
  assert.equal(
    seenIn(begin, ...write, message('P', '', 'COMMIT'), message('B', '', ''), message('E', '')),
    1,
  );
});

test('what ends a commit is its own answer, not that of the statements before it', () => {
  const is = (bytes: Buffer): boolean => endsCommit(new MessageReader(true).read(bytes)[0] as WireMessage);
  assert.deepEqual(
    [
      message('C', 'INSERT 0 1'),
      message('C', 'COMMIT'),
      message('C', 'ROLLBACK'),
      message('E', 'S'),
      message('Z'),
    ].map(is),
    [false, true, true, true, false],
  );
});

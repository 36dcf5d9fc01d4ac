import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import type { DebitGroup, DebitItem, DebitSummary } from '../../../core/bank-files/debit-file.ts';
import { formatDecimal } from '../../../core/bank-files/decimals.ts';
import {
  DebitFileWriter,
  type DebitFormat,
  type DebitGroupHead,
  type DebitItemOut,
} from '../../../core/bank-files/write-debits.ts';
import { readDebits } from './read-debits.ts';

const schemas = resolve(import.meta.dirname, '../../../data/iso20022');
const scratch = mkdtempSync(join(tmpdir(), 'tiendien-debits-'));
after(() => rmSync(scratch, { recursive: true }));
const formats: readonly DebitFormat[] = [
  'pain.001.001.03',
  'pain.001.001.09',
  'pain.008.001.02',
  'pain.008.001.08',
];

const bank = { memberId: '970436', bic: 'BFTVVNVX', name: 'Ngân hàng TMCP Ngoại thương Việt Nam' };
const company = { name: 'Công ty Điện lực Hà Tĩnh', account: '0201000123456', bank };

interface GroupOut {
  id: string;
  items: DebitItemOut[];
}

function write(format: DebitFormat, groups: readonly GroupOut[]): string {
  const sumOf = (items: readonly DebitItemOut[]): bigint =>
    items.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  const all = groups.flatMap(({ items }) => items);
  const writer = new DebitFileWriter(format, {
    messageId: 'DD-20261121-01',
    createdAt: new Date('2026-11-20T18:30:00Z'),
    initiator: company.name,
    transactions: all.length,
    sumVnd: sumOf(all),
  });
  let text = writer.head();
  for (const { id, items } of groups) {
    const head: DebitGroupHead = {
      id,
      transactions: items.length,
      sumVnd: sumOf(items),
      on: '2026-11-23',
      own: company,
      ...(format.startsWith('pain.008') && { schemeId: 'EVN-PCHT-01' }),
    };
    text += writer.openGroup(head) + items.map((item) => writer.item(item)).join('') + writer.closeGroup();
  }
  return text + writer.end();
}

function validate(format: DebitFormat, text: string): void {
  using schema = XmlDocument.fromBuffer(readFileSync(join(schemas, `${format}.xsd`)));
  using validator = XsdValidator.fromDoc(schema);
  using document = XmlDocument.fromString(text);
  validator.validate(document);
}

async function read(text: string) {
  const path = join(scratch, 'file.xml');
  writeFileSync(path, text);
  const items: DebitItem[] = [];
  const groups: DebitGroup[] = [];
  let summary: DebitSummary | undefined;
  const events = readDebits(path);
  let next = await events.next();
  for (; !next.done; next = await events.next()) {
    for (const event of next.value) {
      if (event.kind === 'item') items.push(event.item);
      else if (event.kind === 'group') groups.push(event.group);
      else summary = event.summary;
    }
  }
  return { format: next.value, items, groups, summary: summary! };
}

const debit: DebitItemOut = {
  endToEndId: 'PA22030001234-202610',
  amountVnd: 346_150n,
  other: { name: 'Nguyễn Thị Ánh & con <trai>', account: '0071001234567', bank: { memberId: '970418' } },
  mandate: { id: 'UQ-2026-000123', signedOn: '2026-05-04' },
  remittance: 'PA22030001234 tiền điện kỳ 10/2026',
};

test('what we write is valid against the schemas of ISO 20022 and read back as it was', async () => {
  for (const format of formats) {
    const second = { ...debit, endToEndId: 'B', amountVnd: 1_032_000n, instructionId: 'I-2' };
    const text = write(format, [
      { id: 'G1', items: [debit, second] },
      { id: 'G2', items: [{ ...debit, endToEndId: 'C' }] },
    ]);
    validate(format, text);
    const { format: found, items, groups, summary } = await read(text);
    assert.equal(found, format);
    assert.deepEqual(
      [summary.messageId, summary.transactions, formatDecimal(summary.sum!, 'VND')],
      ['DD-20261121-01', 3, '1724300'],
    );
    assert.deepEqual(
      groups.map(({ id, transactions, sum }) => [id, transactions, formatDecimal(sum!, 'VND')]),
      [
        ['G1', 2, '1378150'],
        ['G2', 1, '346150'],
      ],
    );
    const [first] = items;
    assert.deepEqual(
      [first!.groupId, first!.endToEndId, first!.counterparty, first!.counterpartyAccount, first!.remittance],
      ['G1', debit.endToEndId, debit.other.name, debit.other.account, debit.remittance],
    );
    assert.equal(first!.mandateId, format.startsWith('pain.008') ? debit.mandate!.id : undefined);
    assert.equal(items[1]!.instructionId, 'I-2');
  }
});

const word = fc.stringMatching(/^[A-Za-zĐđƠơƯưÁáẾế0-9<>&"'/.-]{1,30}$/).map((text) => text.normalize('NFC'));
const id = fc
  .stringMatching(/^[A-Za-z0-9-]{1,35}$/)
  .filter((text) => !/^(NOTPROVIDED|NONREF|NONE)$/i.test(text));
const itemOut: fc.Arbitrary<DebitItemOut> = fc.record({
  endToEndId: id,
  amountVnd: fc.bigInt(1n, 10n ** 12n),
  other: fc.record({
    name: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
    account: fc.stringMatching(/^[0-9]{6,19}$/),
    bank: fc.constantFrom({ memberId: '970405' }, { bic: 'ICBVVNVX' }, { name: 'Agribank' }),
  }),
  mandate: fc.record({ id, signedOn: fc.constant('2026-01-31') }),
  remittance: fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
});

test('any run is valid and comes back with every item, however long its text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...formats),
      fc.array(itemOut, { minLength: 1, maxLength: 8 }),
      async (format, all) => {
        const text = write(format, [{ id: 'G', items: all }]);
        validate(format, text);
        const { items } = await read(text);
        assert.deepEqual(
          items.map((item) => [
            item.endToEndId,
            formatDecimal(item.amount!, 'VND'),
            item.counterparty,
            item.remittance,
          ]),
          all.map((item) => [
            item.endToEndId,
            String(item.amountVnd),
            item.other.name,
            item.remittance === '' ? undefined : item.remittance,
          ]),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('a run that holds something else than it declared is never finished', () => {
  const writer = new DebitFileWriter('pain.008.001.08', {
    messageId: 'A',
    createdAt: new Date(0),
    initiator: 'B',
    transactions: 2,
    sumVnd: 692_300n,
  });
  writer.head();
  writer.openGroup({ id: 'G', transactions: 2, sumVnd: 692_300n, on: '2026-11-23', own: company });
  writer.item(debit);
  assert.throws(() => writer.closeGroup(), /group G declares 2 items and 692300 dong, but 1 and 346150/);
  assert.throws(() => writer.end(), /still open/);
  assert.throws(() => writer.item({ ...debit, amountVnd: 0n }), /amount 0/);
  assert.throws(() => writer.item({ ...debit, endToEndId: 'x'.repeat(36) }), /EndToEndId has 36 letters/);
});

test('a file whose declared totals are not those of its transactions is refused with the numbers', async () => {
  const text = write('pain.008.001.02', [{ id: 'G1', items: [debit, { ...debit, endToEndId: 'B' }] }]);
  const refused: [string, RegExp][] = [
    [text.replace('<NbOfTxs>2<', '<NbOfTxs>3<'), /GrpHdr declares NbOfTxs 3, but holds 2 transactions/],
    [
      text.replace('<CtrlSum>692300<', '<CtrlSum>692301<'),
      /GrpHdr declares CtrlSum 692301, but its transactions add up to 692300/,
    ],
    [text.replace(/(<PmtInf>.*)<NbOfTxs>2</, '$1<NbOfTxs>1<'), /PmtInf "G1" declares NbOfTxs 1, but holds 2/],
  ];
  for (const [changed, detail] of refused) {
    assert.notEqual(changed, text);
    await assert.rejects(read(changed), (error: { code?: string; params?: { detail: string } }) => {
      assert.equal(error.code, 'bank_files.totals_differ');
      assert.match(error.params!.detail, detail);
      return true;
    });
  }
});

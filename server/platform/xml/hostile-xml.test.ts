import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { camtShape } from '../../../core/bank-files/camt.ts';
import { IsoMessageSink } from '../../../core/bank-files/iso-message.ts';
import { BankFileRefusal } from '../../../core/bank-files/refusal.ts';
import { AppError } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { GuardedXmlParser, xmlLimits } from './read-xml.ts';

const open = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>';
const close = '</BkToCstmrStmt></Document>';

function parse(...pieces: readonly string[]): void {
  const sink = new IsoMessageSink((message) => camtShape(message, () => undefined));
  const parser = new GuardedXmlParser(sink);
  for (const piece of pieces) parser.write(piece);
  parser.end();
}

function* repeat(text: string, times: number): Generator<string> {
  for (let at = 0; at < times; at++) yield text;
}

test('a document type declaration is refused by name and line, whatever is in it', () => {
  for (const declaration of [
    '<!DOCTYPE a>',
    '<!DOCTYPE a SYSTEM "http://bank.example/a.dtd">',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
  ])
    assert.throws(() => parse(`<?xml version="1.0"?>\n${declaration}${open}${close}`), {
      code: 'xml.doctype',
      params: { line: 2 },
    });
});

test('empty lines before the document are passed over and counted', () => {
  parse('\n \n', `\n<?xml version="1.0"?>\n${open}${close}`);
  assert.throws(() => parse('\n\n', `<?xml version="1.0"?>\n${open}<a></b>`), {
    params: { line: 4, detail: 'unexpected close tag.' },
  });
});

test('entities of its own are unknown, those of XML are read', () => {
  assert.throws(() => parse(`${open}\n<a>&lol;</a>${close}`), { code: 'xml.not_well_formed' });
  assert.throws(() => parse(`${open}\n<a>&toString;</a>${close}`), { code: 'xml.not_well_formed' });
  assert.throws(() => parse('<toString xmlns:valueOf=""/>'), { code: 'bank_files.unknown_message' });
  parse(`${open}<a>&lt;&amp;&gt;&quot;&apos;&#273;&#x111;</a>${close}`);
});

test('too deep, too long, too many: refused before memory fills', () => {
  const much = 'x'.repeat(65_536);
  assert.throws(() => parse(open, ...repeat('<a>', xmlLimits.depth)), { code: 'xml.too_deep' });
  assert.throws(() => parse(open, '<a>', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  assert.throws(() => parse(open, '<a><![CDATA[', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  assert.throws(() => parse(open, '<!-- ', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  assert.throws(() => parse(open, '<a b="', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  assert.throws(() => parse(open, '<', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  assert.throws(() => parse(open, '<?a ', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  assert.throws(() => parse('<!DOCTYPE a [', ...repeat(much, 1_000)), { code: 'xml.text_too_long' });
  const attributes = Array.from({ length: 70 }, (_, at) => ` a${at}="1"`).join('');
  assert.throws(() => parse(open, `<a${attributes}/>`), { code: 'xml.too_many_attributes' });
  const texts = `<Stmt><Ntry><NtryDtls><TxDtls><RmtInf>${'<Ustrd>many</Ustrd>'.repeat(70_000)}`;
  assert.throws(() => parse(open, texts), { code: 'bank_files.too_long' });
});

test('text stays whole over comments, character data sections and pieces', () => {
  const day = '<BookgDt><Dt>2026-11-20</Dt></BookgDt>';
  const entry = `<Ntry><Amt Ccy="VND">3<!-- x -->46<![CDATA[15]]>0</Amt><CdtDbtInd>CRDT</CdtDbtInd>${day}</Ntry>`;
  const account = '<Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>';
  const text = `${open}<Stmt>${account}${entry}</Stmt>${close}`;
  for (const pieces of [[text], [...text]]) {
    const amounts: bigint[] = [];
    const sink = new IsoMessageSink((message) =>
      camtShape(message, (event) => event.kind === 'entry' && amounts.push(event.entry.amount.units)),
    );
    const parser = new GuardedXmlParser(sink);
    for (const piece of pieces) parser.write(piece);
    parser.end();
    assert.deepEqual(amounts, [346150n]);
  }
});

test('half of a character is refused, also where the document ends with it', () => {
  for (const pieces of [['\ud800'], ['<![CDATA[', ']', '\ud800'], ['a\udc00b', close]])
    assert.throws(() => parse(open, ...pieces), { code: 'xml.not_well_formed' });
});

test('no text whatever does more than be refused with its reason', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE',
      '<?',
      '?>',
      '"',
      '=',
    ),
    fc.constantFrom(
      '<Stmt>',
      '</Stmt>',
      '<Ntry>',
      '<Amt Ccy="VND">',
      '</Amt>',
      'Document',
      '\u0000',
      '\ud800',
      ' ',
      '\n',
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      assert.throws(
        () => parse(open, ...pieces),
        (error) => error instanceof AppError || error instanceof BankFileRefusal,
      );
    }),
    { numRuns: 2_000 },
  );
});

async function decode(bytes: Buffer, pieceLength: number): Promise<string> {
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
  };
  let text = '';
  for await (const piece of decodeText(pieces())) text += piece;
  return text;
}

test('texts are decoded alike in pieces of any length, in each encoding', async () => {
  const text = 'Tiền điện kỳ 10/2026 của Nguyễn Thị Ánh 🙂 '.repeat(20);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 0, max: 600 }),
      async (piece, padding) => {
        const whole = 'a'.repeat(padding) + text;
        assert.equal(await decode(Buffer.from(whole), piece), whole);
        assert.equal(await decode(Buffer.from(`\ufeff${whole}`, 'utf16le'), piece), whole);
        assert.equal(
          await decode(Buffer.from(`${whole.replaceAll(/[^\u0000-\u007f]/g, 'é')}`, 'latin1'), piece),
          whole.replaceAll(/[^\u0000-\u007f]/g, 'é'),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('an encoding is known by any of its names, and one that nobody knows is named', async () => {
  const head = (name: string): string => `<?xml version="1.0" encoding="${name}"?>`;
  const of = (name: string, ...bytes: number[]): Promise<string> =>
    decode(Buffer.concat([Buffer.from(head(name)), Buffer.from(bytes)]), 5);
  assert.equal(await of('ISO-8859-15', 0xa4), `${head('ISO-8859-15')}€`);
  assert.equal(await of('Windows-1250', 0xb9), `${head('Windows-1250')}ą`);
  assert.equal(await of('x-cp1252', 0x80), `${head('x-cp1252')}€`);
});

test('half a letter at the end is a file cut off; an unknown encoding is named', async () => {
  await assert.rejects(decode(Buffer.from('a điện').subarray(0, 3), 1), { code: 'xml.truncated' });
  await assert.rejects(decode(Buffer.from('đ'.repeat(300)).subarray(0, 599), 7), { code: 'xml.truncated' });
  await assert.rejects(decode(Buffer.from('<?xml version="1.0" encoding="EBCDIC"?>'), 1_000), {
    code: 'xml.encoding',
    params: { encoding: 'EBCDIC' },
  });
});

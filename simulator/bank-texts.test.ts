import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { encodeBillQr, encodeCustomerQr } from '../core/qr/collection-qr.ts';
import { decodeQr } from '../core/qr/decode.ts';
import { writeReference } from '../core/qr/transfer-reference.ts';
import { findInText, type FoundInText, type TextRule } from '../core/qr/transfer-text.ts';
import { deliverText, textHabits } from './bank-texts.ts';
import { random, type Random } from './random.ts';

/** Every number up to here is a bill and a customer, every such code a customer: a misreading always hits somebody. */
const known = 20_000_000;
const unit = 'PA16HT';

function keyOf(found: FoundInText): string | undefined {
  if (found.kind !== 'customer_code')
    return found.number < known ? `${found.kind} ${found.number}` : undefined;
  return found.code.startsWith(unit) ? found.code : undefined;
}

interface Tally {
  texts: number;
  wanted: number;
  matched: number;
  wrong: string[];
  rules: Map<TextRule, number>;
}
const newTally = (): Tally => ({ texts: 0, wanted: 0, matched: 0, wrong: [], rules: new Map() });

function count(tally: Tally, text: string, wanted: readonly string[]): void {
  tally.texts += 1;
  tally.wanted += wanted.length;
  for (const found of findInText(text)) {
    const key = keyOf(found);
    if (key === undefined) continue;
    if (!wanted.includes(key)) tally.wrong.push(`${found.rule} ${key} in ${JSON.stringify(text)}`);
    else {
      tally.matched += 1;
      tally.rules.set(found.rule, (tally.rules.get(found.rule) ?? 0) + 1);
    }
  }
}

function tell(context: TestContext, what: string, tally: Tally): void {
  const share =
    tally.wanted === 0
      ? ''
      : `, ${((tally.matched / tally.wanted) * 100).toFixed(3)} % of ${tally.wanted} found`;
  const rules = [...tally.rules].map(([rule, times]) => `${rule} ${times}`).join(', ');
  context.diagnostic(
    `${what}: ${tally.texts} texts of ${textHabits.length} habits${share}, ${tally.wrong.length} wrong${rules && ` (${rules})`}`,
  );
}

const account = { bankBin: '970415', account: '117000012345' };
const month = '2026-09';

interface Sent {
  text: string;
  wanted: string[];
}

/** What a payer sends who scanned one of our codes, left it or changed it, or typed the reference by hand. */
function referenceSent(chance: Random): Sent {
  const kind = chance.next() < 0.7 ? ('bill' as const) : ('customer' as const);
  const number = BigInt(chance.below(known));
  const reference = writeReference({ kind, number });
  const wanted = [`${kind} ${number}`];
  const scanned = decodeQr(
    (kind === 'bill'
      ? encodeBillQr(account, { number, customerCode: 'PE20000003396', amountVnd: 384_912n, month })
      : encodeCustomerQr(account, { number, code: 'PE20000003396' })
    ).payload!,
  ).purpose!;
  const way = chance.next();
  if (way < 0.76) return { text: scanned, wanted };
  if (way < 0.8) return { text: `${chance.pick(ownWords)} ${scanned}`, wanted };
  if (way < 0.84) return { text: reference, wanted };
  if (way < 0.88) {
    const second = { kind: 'bill' as const, number: BigInt(chance.below(known)) };
    return {
      text: `${reference} ${writeReference(second)}`,
      wanted: [...new Set([...wanted, `bill ${second.number}`])],
    };
  }
  if (way < 0.92) return { text: `Trả tiền điện ${reference.toLowerCase()} tháng 9`, wanted };
  if (way < 0.96) return { text: reference.replaceAll(/(.{4})(?=.)/g, '$1 '), wanted };
  if (way < 0.98) return { text: reference.replaceAll(/(.{5})(?=.)/g, '$1-'), wanted };
  return {
    text: reference.replaceAll(/[01568]/g, (sign) => ({ 0: 'O', 1: 'I', 5: 'S', 6: 'G', 8: 'B' })[sign]!),
    wanted,
  };
}

const signs17 = [...'0123456789CHKMNPT'];
const ownWords = [
  'Nguyễn Văn An trả tiền điện',
  'tien dien thang 9',
  'nha 12 ngo 5',
  'DT 0912345678',
  'e gui c',
];

function codeSent(chance: Random): Sent {
  const code = `${unit}${String(chance.below(10_000_000)).padStart(7, '0')}`;
  const way = chance.next();
  const wanted = [code];
  if (way < 0.5) return { text: `${code} T9 2026`, wanted };
  if (way < 0.65) return { text: `TT TIEN DIEN ${code}`, wanted };
  if (way < 0.75) return { text: `${code.toLowerCase()} tiền điện tháng 9`, wanted };
  if (way < 0.85) return { text: `${code} 09/2026`, wanted };
  if (way < 0.95) return { text: `tien dien ${code} dt 0912345678`, wanted };
  return {
    text: `${code.slice(0, 4)} ${code.slice(4, 6)} 0${code.slice(7)}`,
    wanted: [`${unit}0${code.slice(7)}`],
  };
}

/** Texts that are about something else, made to look as like ours as such texts do. */
function nothingSent(chance: Random): string {
  const digits = (length: number): string => Array.from({ length }, () => chance.below(10)).join('');
  const sign = (): string => chance.pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']);
  const signs = (length: number): string => Array.from({ length }, sign).join('');
  return chance.pick([
    () => `dt 09${digits(8)} chuyen tien`,
    () => `STK ${digits(chance.pick([9, 10, 12, 13, 14]))} ${digits(6)}`,
    () => `ngay ${digits(2)}/${digits(2)}/2026 ${digits(2)}:${digits(2)} cccd ${digits(12)}`,
    () => `MST ${digits(10)}-001 HD so ${digits(7)} QK${digits(1)}`,
    () => `PE${digits(11)} tien dien nha tro HCM`,
    () => `PB0${digits(1)}${digits(9)} KY 9/2026`,
    () => `tien nuoc DB${digits(8)} PC ${digits(4)} 0${digits(9)}`,
    () => `${unit} ${chance.pick(['1', '2', '3', '4'])}${digits(6)} dong`,
    () => `PC HA TINH ${digits(4)} ${digits(7)}`,
    () => `QH ${digits(12)} QK ${digits(4)} ${digits(4)} ${digits(4)}`,
    () => `BHXH ${digits(10)} ${digits(3)} QUAN KHU QK4 ${digits(12)}`,
    () => signs(40),
    () => `QK${signs(12)} QH${signs(12)}`,
    () => `QK${Array.from({ length: 12 }, () => chance.pick(signs17)).join('')}`,
    () => `${chance.pick(ownWords)} xe 29H1 ${digits(3)}.${digits(2)}`,
    () => 'lương tháng 9 công ty TNHH Quỳnh Phát',
  ])();
}

/**
 * A reference or code with slips that nobody can mend: it may lead to whom it meant, by a neighbour that is just the sign
 * that was lost, but to nobody else. Left out is what no rule can see, because a customer code has no check digit: one
 * wrong digit, and a lost digit with another number glued in its place.
 */
function damagedSent(chance: Random): Sent {
  const kind = chance.pick(['bill', 'customer'] as const);
  const number = BigInt(chance.below(known));
  const reference = writeReference({ kind, number });
  const code = `${unit}${String(chance.below(10_000_000)).padStart(7, '0')}`;
  const at = 2 + chance.below(reference.length - 2);
  const others = signs17.filter((sign) => sign !== reference[at]);
  const digitAt = 6 + chance.below(7);
  const text = chance.pick([
    () => `${reference.slice(0, at)}${chance.pick(others)}${reference.slice(at + 1)} TD 09/2026`,
    () => `${reference.slice(0, at)}${reference.slice(at + 1)} 09/2026`,
    () => `${reference.slice(0, at)}${chance.pick(others)}${reference.slice(at)}`,
    () => reference.slice(0, 3 + chance.below(reference.length - 3)),
    () =>
      `${reference.slice(0, 2)}${reference.slice(4)}${reference.slice(2, 4)} TIEN DIEN`.replace(
        reference,
        'x',
      ),
    () => `${code.slice(0, digitAt)}${code.slice(digitAt + 1)} thang 9`,
    () => `${code.slice(0, digitAt)}${code.slice(digitAt + 1)} T9`,
    () => `${code.slice(0, digitAt)}${chance.below(10)}${code.slice(digitAt)} tien dien`,
  ])();
  return { text, wanted: [`${kind} ${number}`, code] };
}

function deliver(index: number, text: string, chance: Random): string {
  return deliverText(textHabits[index % textHabits.length]!, text, chance);
}

test('references in what the banks deliver are found in at least 99.5 %, and lead to nobody else', (context) => {
  const tally = newTally();
  for (let index = 0; index < 60_000; index++) {
    const chance = random('reference', index);
    const { text, wanted } = referenceSent(chance);
    count(tally, deliver(index, text, chance), wanted);
  }
  tell(context, 'Our references', tally);
  assert.deepEqual(tally.wrong.slice(0, 20), []);
  assert.ok(tally.matched / tally.wanted >= 0.995, `${tally.matched} of ${tally.wanted}`);
});

test('customer codes in what the banks deliver are found, and lead to nobody else', (context) => {
  const tally = newTally();
  for (let index = 0; index < 25_000; index++) {
    const chance = random('code', index);
    const { text, wanted } = codeSent(chance);
    count(tally, deliver(index, text, chance), wanted);
  }
  tell(context, 'Customer codes', tally);
  assert.deepEqual(tally.wrong.slice(0, 20), []);
  assert.ok(tally.matched / tally.wanted >= 0.98, `${tally.matched} of ${tally.wanted}`);
});

test('texts about something else lead to nobody', (context) => {
  const tally = newTally();
  for (let index = 0; index < 60_000; index++) {
    const chance = random('nothing', index);
    count(tally, deliver(index, nothingSent(chance), chance), []);
  }
  tell(context, 'Texts about something else', tally);
  assert.deepEqual(tally.wrong.slice(0, 20), []);
});

test('slips that cannot be mended lead to nobody', (context) => {
  const tally = newTally();
  for (let index = 0; index < 20_000; index++) {
    const chance = random('damaged', index);
    const { text, wanted } = damagedSent(chance);
    count(tally, deliver(index, text, chance), wanted);
  }
  tell(context, 'Damaged references and codes', { ...tally, wanted: 0 });
  assert.deepEqual(tally.wrong.slice(0, 20), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDecimals, equalDecimals, formatDecimal, negate, parseDecimal, wholeUnits } from './decimals.ts';

const decimal = fc.record({ units: fc.bigInt(-(10n ** 20n), 10n ** 20n), scale: fc.nat(6) });

test('an amount is written with the decimals of its currency, and with more only where they say something', () => {
  const written: [string, string | undefined, string][] = [
    ['346150', 'VND', '346150'],
    ['346150.00', 'VND', '346150'],
    ['-0.5', 'USD', '-0.50'],
    ['1250.2500', 'USD', '1250.25'],
    ['1250.255', 'USD', '1250.255'],
    ['7', 'JPY', '7'],
    ['7.5', 'KWD', '7.500'],
    ['0007.10', undefined, '7.1'],
    ['.5', 'EUR', '0.50'],
    ['0', 'EUR', '0.00'],
  ];
  for (const [text, currency, expected] of written)
    assert.equal(formatDecimal(parseDecimal(text)!, currency), expected);
});

test('what is no decimal of XML Schema is no amount', () => {
  for (const text of ['', '.', '1e3', '1,5', '1 000', '0x1', 'NaN', '--1', '1.2.3', '9'.repeat(31)])
    assert.equal(parseDecimal(text), undefined, text);
});

test('amounts add up exactly, whatever their scales', () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      const sum = addDecimals(one, other);
      assert.ok(equalDecimals(sum, addDecimals(other, one)));
      assert.ok(equalDecimals(addDecimals(sum, negate(other)), one));
      assert.ok(equalDecimals(parseDecimal(formatDecimal(one, 'USD'))!, one));
      assert.equal(wholeUnits(one) === undefined, one.units % 10n ** BigInt(one.scale) !== 0n);
    }),
  );
});

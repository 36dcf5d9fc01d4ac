import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { channels, tenders, type Channel, type Tender } from './channels.ts';
import { cashChannels, isCashless, kpiDefinitions } from './kpi-definitions.ts';

const { official, strict } = kpiDefinitions;
const anyChannel = fc.constantFrom(...channels);
const anyTender = fc.constantFrom<Tender | null>(...tenders, null);
const cashUnder = (definition: typeof official, tender: Tender | null): Channel[] =>
  channels.filter((channel) => !isCashless(definition, channel, tender));

test('officially only what the company itself took in cash is cash', () => {
  for (const tender of [null, ...tenders])
    assert.deepEqual(cashUnder(official, tender), ['staff_cash', 'counter_cash']);
});

test('strictly, cash at an agent is cash, and a bank counter is unless the partner reports an account', () => {
  assert.deepEqual(cashUnder(strict, 'account'), ['agent_cash', 'staff_cash', 'counter_cash']);
  for (const tender of [null, 'cash'] as const) {
    assert.deepEqual(cashUnder(strict, tender), ['bank_counter', 'agent_cash', 'staff_cash', 'counter_cash']);
  }
});

test('what is cashless strictly is cashless officially, so the strict ratio never exceeds the official one', () => {
  fc.assert(
    fc.property(anyChannel, anyTender, (channel, tender) => {
      if (isCashless(strict, channel, tender)) assert.ok(isCashless(official, channel, tender));
    }),
  );
});

test('every channel in which cash changes hands is shown by name beside the ratios', () => {
  assert.deepEqual(cashChannels, ['agent_cash', 'staff_cash', 'counter_cash']);
});

test('definitions carry their name and a version, so that a figure says how it was counted', () => {
  for (const [name, definition] of Object.entries(kpiDefinitions)) {
    assert.equal(definition.name, name);
    assert.ok(Number.isInteger(definition.version) && definition.version >= 1);
  }
});

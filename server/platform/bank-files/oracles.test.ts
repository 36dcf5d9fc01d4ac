import assert from 'node:assert/strict';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { CashManagementEndOfDayReport, ISO20022 } from 'iso20022.js';
import { Parser } from 'mt940js';
import { formatDecimal } from '../../../core/bank-files/decimals.ts';
import type { StatementEntry } from '../../../core/bank-files/statement.ts';
import { readDebits } from './read-debits.ts';
import { readStatements } from './read-statements.ts';

/** Libraries that others wrote read the same files; where they and we tell the same thing, it must be the same. */
const folder = resolve(import.meta.dirname, '../../../data/bank-files');
const scratch = mkdtempSync(join(tmpdir(), 'tiendien-oracles-'));
after(() => rmSync(scratch, { recursive: true }));

async function entriesOf(name: string): Promise<StatementEntry[]> {
  const entries: StatementEntry[] = [];
  for await (const events of readStatements(join(folder, name)))
    for (const event of events) if (event.kind === 'entry') entries.push(event.entry);
  return entries;
}

function signed({ amount, currency, creditDebit }: StatementEntry): number {
  return Number(formatDecimal(amount, currency)) * (creditDebit === 'CRDT' ? 1 : -1);
}

test('mt940js reads the same amounts, signs, dates and references', async () => {
  for (const name of ['mt940-swift.txt', 'mt940-structured.sta']) {
    const text = readFileSync(join(folder, name), 'utf8')
      .replaceAll(/\{1:.*\{4:\r?\n/g, '')
      .replaceAll(/-\}.*/g, '-');
    const theirs = new Parser().parse(text).flatMap(({ transactions }) => transactions);
    const ours = await entriesOf(name);
    assert.deepEqual(
      ours.map((entry) => [signed(entry), entry.valueOn, entry.reversal, entry.reference]),
      theirs.map(({ amount, date, isReversal, bankReference, reference }) => [
        amount,
        date.toISOString().slice(0, 10),
        isReversal,
        bankReference || (reference === 'NONREF' ? undefined : reference),
      ]),
    );
  }
});

test('iso20022.js reads the same entries of a camt.053', async () => {
  const report = CashManagementEndOfDayReport.fromXML(
    readFileSync(join(folder, 'camt.053.001.02.xml'), 'utf8'),
  );
  const ours = await entriesOf('camt.053.001.02.xml');
  assert.deepEqual(
    ours.map((entry) => [signed(entry), entry.reference]),
    // It counts hundredths of any currency, and knows neither reversals nor what is pending.
    report.entries
      .slice(0, ours.length)
      .map(({ amount, creditDebitIndicator, accountServicerReferenceId }) => [
        (amount / 100) * (creditDebitIndicator === 'credit' ? 1 : -1),
        accountServicerReferenceId,
      ]),
  );
});

test('a payment order written by iso20022.js is added up', async () => {
  const iso = new ISO20022({
    initiatingParty: {
      name: 'Power Company',
      id: 'PC',
      account: { accountNumber: '123456789', accountType: 'checking' },
      agent: { bic: 'CHASUS33', bankAddress: { country: 'US' } },
    },
  } as ConstructorParameters<typeof ISO20022>[0]);
  const pay = (amount: number, id: string) => ({
    type: 'swift',
    direction: 'credit',
    amount,
    currency: 'USD',
    endToEndId: id,
    creditor: {
      name: 'Supplier',
      account: { accountNumber: '987654321' },
      agent: { bic: 'BOFAUS3N', bankAddress: { country: 'US' } },
      address: {
        streetName: 'A',
        buildingNumber: '1',
        townName: 'B',
        countrySubDivision: 'C',
        postalCode: '1',
        country: 'US',
      },
    },
    remittanceInformation: 'Invoice',
  });
  const order = iso.createSWIFTCreditPaymentInitiation([
    pay(1050, 'A'),
    pay(25, 'B'),
  ] as unknown as Parameters<typeof iso.createSWIFTCreditPaymentInitiation>[0]);
  const path = join(scratch, 'order.xml');
  writeFileSync(path, order.serialize());
  const found: unknown[] = [];
  for await (const events of readDebits(path))
    for (const event of events) {
      if (event.kind === 'item') found.push(formatDecimal(event.item.amount!, event.item.currency));
      else if (event.kind === 'end') found.push(event.summary.transactions);
    }
  assert.deepEqual(found, ['10.50', '0.25', 2]);
});

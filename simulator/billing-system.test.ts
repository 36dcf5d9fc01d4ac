import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exportBills, exportCustomers } from './billing-system.ts';
import { populate } from './population.ts';
import { companyProfiles } from './profiles/index.ts';

function files(code: string): { customers: string; bills: string; rows: number; totalVnd: bigint } {
  const profile = companyProfiles.find((one) => one.code === code);
  assert.ok(profile);
  const population = populate(profile, { anchor: '2026-10', size: 1200 });
  const bills = exportBills(population, '2026-09');
  return {
    customers: [...exportCustomers(population).pieces()].join(''),
    bills: [...bills.pieces()].join(''),
    rows: bills.rows,
    totalVnd: bills.totalVnd,
  };
}

describe('the files of the simulated billing system', () => {
  test('carry the columns of a CMIS export and the control totals that were announced', () => {
    const { bills, customers, rows, totalVnd } = files('PCHATINH');
    const lines = bills.trimEnd().split('\n');
    assert.equal(lines[0]?.split(',').length, 14);
    assert.equal(lines.length - 1, rows);
    assert.equal(
      lines.slice(1).reduce((sum, line) => sum + BigInt(line.split(',')[13] ?? ''), 0n),
      totalVnd,
    );
    assert.match(customers, /^MA_KHANG,TEN_KHANG,DCHI_KHANG,/);
    assert.match(customers, /"Tổ dân phố \d+, Phường Thành Sen, tỉnh Hà Tĩnh"/);
  });

  test('differ by company: separator, byte order mark, line ends, thousands, letters, dates', () => {
    const haGiang = files('PCHAGIANG');
    assert.ok(haGiang.bills.startsWith('\ufeffID_HDON;MA_KHANG'));
    assert.match(haGiang.bills, /;\d{1,3}(\.\d{3})+\r\n/);
    const quangNinh = files('PCQUANGNINH').bills;
    assert.match(quangNinh, /\t2026-09-01\t/);
    const ninhBinh = files('PCNINHBINH').customers;
    assert.equal(ninhBinh, ninhBinh.normalize('NFD'));
    assert.notEqual(ninhBinh, ninhBinh.normalize('NFC'));
  });
});

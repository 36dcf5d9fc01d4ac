import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { companyProfiles } from './index.ts';

test('every commune of the simulated companies stands today in its province under that code and name', () => {
  const file = resolve(import.meta.dirname, '../../data/areas/wards-34.csv');
  const names = new Map(
    readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.split(','))
      .map(([code = '', province = '', name = '']) => [code, { province, name: name.normalize('NFC') }]),
  );
  for (const { units, code: company } of companyProfiles) {
    const communes = units.flatMap((unit) => unit.communes);
    assert.equal(
      new Set(communes.map(({ code }) => code)).size,
      communes.length,
      `${company} names a commune twice`,
    );
    const provinces = new Set(communes.map(({ code }) => names.get(code)?.province));
    assert.equal(provinces.size, 1, `${company} lies in one province`);
    for (const { code, name } of communes) {
      assert.equal(names.get(code)?.name.replaceAll('oà', 'òa'), name.replaceAll('oà', 'òa'), code);
    }
  }
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { normalizeText, searchKey } from '../../../core/text.ts';
import { openDb, transaction, type Tx } from '../../platform/db.ts';
import type { Runtime } from '../../platform/runtime.ts';
import * as queries from './queries.ts';
import type { AreaInput } from './queries.ts';

/** The country as it stands since 1 July 2025 and as it stood before; origin and notices in data/areas/README.md. */
const folder = resolve(import.meta.dirname, '../../../data/areas');
const fileNames = [
  'provinces-34.csv',
  'wards-34.csv',
  'provinces-63.csv',
  'districts-63.csv',
  'wards-63.csv',
  'area-mappings.csv',
] as const;
type FileName = (typeof fileNames)[number];
type Row = Record<string, string>;

/** Two-tier areas took effect on this day; the range is half-open, so the former ones end where it begins. */
const present = '[2025-07-01,)';
const former = '[,2025-07-01)';

/** Brings the areas into the shared schema; quick when they are there and their files have not changed. */
export async function loadAreas(
  runtime: Pick<Runtime, 'platform' | 'ownerUrl'>,
): Promise<{ loaded: boolean }> {
  const texts = new Map(fileNames.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const digest = createHash('sha256');
  for (const text of texts.values()) digest.update(text);
  const filesSha256 = digest.digest('hex');
  if ((await queries.findLoad(runtime.platform)) === filesSha256) return { loaded: false };
  // As the owner, like a migration: the planner needs fresh statistics, which only the owner may gather.
  const owner = openDb({ url: runtime.ownerUrl, schema: 'platform', role: undefined, max: 1 });
  try {
    return await transaction(owner, (tx) => replaceAll(tx, texts, filesSha256));
  } finally {
    await owner.client.end();
  }
}

async function replaceAll(
  tx: Tx,
  texts: ReadonlyMap<FileName, string>,
  filesSha256: string,
): Promise<{ loaded: boolean }> {
  await queries.lockLoad(tx);
  if ((await queries.findLoad(tx)) === filesSha256) return { loaded: false };
  const rowsOf = (name: FileName): Row[] => readRows(texts.get(name) ?? '');
  const mappings = rowsOf('area-mappings.csv');
  await queries.replaceAreas(tx, listAreas(rowsOf));
  await queries.replaceMappings(tx, {
    formerCodes: mappings.map((row) => row['former_code']!),
    presentCodes: mappings.map((row) => row['present_code']!),
  });
  await queries.saveLoad(tx, filesSha256);
  await queries.gatherStatistics(tx);
  return { loaded: true };
}

/** The files are our own: commas, a header, no quotes. */
function readRows(text: string): Row[] {
  if (text.includes('"')) throw new Error('the files of data/areas hold no quotes');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function listAreas(rowsOf: (name: FileName) => Row[]): AreaInput[] {
  const area =
    (era: AreaInput['era'], level: AreaInput['level'], parent?: string) =>
    (row: Row): AreaInput => {
      const fullName = normalizeText(row['full_name']!);
      return {
        era,
        level,
        code: row['code']!,
        parentCode: parent ? row[parent]! : null,
        name: row['name'] ? normalizeText(row['name']) : shortName(fullName),
        fullName,
        searchKey: searchKey(fullName),
        valid: era === 'present' ? present : former,
      };
    };
  return [
    ...rowsOf('provinces-34.csv').map(area('present', 'province')),
    ...rowsOf('wards-34.csv').map(area('present', 'commune', 'province_code')),
    ...rowsOf('provinces-63.csv').map(area('former', 'province')),
    ...rowsOf('districts-63.csv').map(area('former', 'district', 'province_code')),
    ...rowsOf('wards-63.csv').map(area('former', 'commune', 'district_code')),
  ];
}

/** `Phường Thành Sen` is `Thành Sen`; `Phường 12` and `Quận 4` keep their word, without which they say nothing. */
function shortName(fullName: string): string {
  const short = fullName.replace(/^(Thành phố|Thị trấn|Thị xã|Quận|Huyện|Phường|Xã|Đặc khu) /, '');
  return /^\d+$/.test(short) ? fullName : short;
}

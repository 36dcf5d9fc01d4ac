import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { readList, type Lined, type Rejected } from '../../platform/tabular/take-list.ts';
import { recordAudit } from '../audit/index.ts';
import { villageKey } from './change-village.ts';
import { listCommunesByCode } from './queries.ts';
import { upsertListedVillages } from './village-queries.ts';
import { villageForm, type ListedVillage } from './village-rows.ts';

export interface VillageImport {
  rows: number;
  /** Villages nobody had met, and villages that the list changed or confirmed. */
  made: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** The first rejected rows, each with its line. */
  rejections: Rejected[];
}

const rejectionsShown = 1_000;

/**
 * Brings in a company's list of villages (CSV or XLSX). What the list says is confirmed; what it leaves empty stays.
 * Repeating a file changes nothing. Throws `files.*` where the file is not what it says.
 */
export async function importVillages(
  db: Db,
  list: { path: string; fileName: string; maxUnpackedBytes: number; actor: string; onDate: BusinessDate },
): Promise<VillageImport> {
  const { listed, rows, problems } = await readWhole(list);
  const known = new Set(
    (await listCommunesByCode(db, 'present', [...new Set(listed.map(({ communeCode }) => communeCode))])).map(
      ({ code }) => code,
    ),
  );
  const met = new Set<string>();
  const accepted: ListedVillage[] = [];
  const rejections = [...problems];
  for (const { line, raw, ...village } of listed) {
    const key = villageKey(village);
    if (!known.has(village.communeCode)) {
      rejections.push({ line, raw, field: 'MA_XA', code: 'unknown_commune', detail: village.communeCode });
    } else if (met.has(key)) {
      rejections.push({ line, raw, field: 'TEN_THON', code: 'same_village', detail: village.name });
    } else {
      met.add(key);
      accepted.push(village);
    }
  }
  const rejectedLines = new Set(rejections.map(({ line }) => line)).size;
  const { made, changed } = await transaction(db, async (tx) => {
    const written = await upsertListedVillages(tx, accepted, { by: list.actor, from: list.onDate });
    const detail = { fileName: list.fileName, rows, ...written, rejected: rejectedLines };
    await recordAudit(tx, { actor: list.actor, action: 'villages.imported', subject: 'villages', detail });
    return written;
  });
  return {
    rows,
    made,
    changed,
    unchanged: accepted.length - made - changed,
    rejected: rejectedLines,
    rejections: rejections.sort((a, b) => a.line - b.line).slice(0, rejectionsShown),
  };
}

/** A company has some thousands of villages: the whole list is held. */
async function readWhole(list: TableSource) {
  const listed: (ListedVillage & Lined)[] = [];
  const problems: Rejected[] = [];
  let rows = 0;
  for await (const batch of readList(list, villageForm)) {
    listed.push(...batch.good);
    problems.push(...batch.bad);
    rows += batch.rows;
  }
  return { listed, rows, problems };
}

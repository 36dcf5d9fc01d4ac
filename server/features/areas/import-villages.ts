import type { RowProblem } from '../../../core/cmis/read-cells.ts';
import type { RowReason } from '../../../core/messages/row-reasons.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { openTable } from '../../platform/tabular/table.ts';
import { recordAudit } from '../audit/index.ts';
import { villageKey } from './change-village.ts';
import { listCommunesByCode } from './queries.ts';
import { upsertListedVillages } from './village-queries.ts';
import { createVillageParser, villageColumns, type ListedVillage } from './village-rows.ts';

export interface VillageImport {
  rows: number;
  /** Villages nobody had met, and villages that the list changed or confirmed. */
  made: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** The first rejected rows, each with its line. */
  rejections: { line: number; field: string; code: RowReason; detail: string }[];
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
  const { listed, rows, problems } = await readList(list);
  const known = new Set(
    (await listCommunesByCode(db, 'present', [...new Set(listed.map(({ communeCode }) => communeCode))])).map(
      ({ code }) => code,
    ),
  );
  const met = new Set<string>();
  const accepted: ListedVillage[] = [];
  const rejections = [...problems];
  for (const { line, ...village } of listed) {
    const key = villageKey(village);
    if (!known.has(village.communeCode)) {
      rejections.push({ line, field: 'MA_XA', code: 'unknown_commune', detail: village.communeCode });
    } else if (met.has(key)) {
      rejections.push({ line, field: 'TEN_THON', code: 'same_village', detail: village.name });
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

type LinedProblem = RowProblem & { line: number };

/** A company has some thousands of villages: the whole list is held. */
async function readList(list: {
  path: string;
  fileName: string;
  maxUnpackedBytes: number;
}): Promise<{ listed: (ListedVillage & { line: number })[]; rows: number; problems: LinedProblem[] }> {
  const table = await openTable(list, villageColumns);
  const parse = createVillageParser(table.places, table.width);
  const listed: (ListedVillage & { line: number })[] = [];
  const problems: LinedProblem[] = [];
  let rows = 0;
  for await (const batch of table.batches) {
    for (const { line, cells } of batch) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      rows += 1;
      const parsed = parse(cells);
      if ('problems' in parsed) problems.push(...parsed.problems.map((problem) => ({ line, ...problem })));
      else listed.push({ line, ...parsed });
    }
  }
  return { listed, rows, problems };
}

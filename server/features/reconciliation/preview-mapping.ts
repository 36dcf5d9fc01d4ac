import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fields, type Mapping } from '../../../core/reconciliation/mapping.ts';
import { createLineReader, type ReadLine } from '../../../core/reconciliation/read-line.ts';
import { AppError } from '../../platform/errors.ts';
import type { Runtime } from '../../platform/runtime.ts';
import type { TableRow } from '../../platform/tabular/table.ts';
import { openPartnerFile, type OpenFile } from './open-file.ts';
import { explainReason, presentRefusal, toRefusal } from './present-file.ts';
import { findTrailer, type SampleTrailer } from './preview-trailer.ts';
import { count, emptyTally, ensureControl, isLine, type FileTally } from './read-file.ts';

export interface PreviewRequest {
  fileName: string;
  /** The first bytes of a file. */
  sample: Buffer;
  mapping: Mapping | undefined;
}

/** As long as a sample gets, in bytes; a shorter one is the whole file. */
const longestSample = 500_000;
const rowsShown = 20;
const longestRaw = 1_000;

interface Preview {
  header: string[];
  headerLine: number | null;
  mapping: Mapping | null;
  missing: string[];
  refusal: ReturnType<typeof presentRefusal> | null;
  rows: ReturnType<typeof presentRow>[];
  errorsByColumn: { field: string; code: string; reason: string; reasonEn: string; count: number }[];
  statusWords: { word: string; count: number }[];
  trailer: SampleTrailer | null;
}

/** Reads a sample with a mapping, or with what its header is recognised as; nothing is kept. */
export async function previewMapping(runtime: Runtime, request: PreviewRequest): Promise<Preview> {
  const folder = join(runtime.config.dataDir, 'uploads', 'samples');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  await writeFile(path, request.sample, { mode: 0o600 });
  const preview: Preview = {
    header: [],
    headerLine: null,
    mapping: null,
    missing: [],
    refusal: null,
    rows: [],
    errorsByColumn: [],
    statusWords: [],
    trailer: null,
  };
  try {
    const source = { path, fileName: request.fileName, maxUnpackedBytes: 50_000_000 };
    const file = await openPartnerFile(source, request.mapping);
    preview.header = file.header.cells.map((cell) => cell.trim());
    preview.headerLine = file.header.line;
    preview.mapping = file.mapping;
    await readSample(file, request, preview);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { missing, found } = error.params as { missing?: string[]; found?: string[] };
    preview.header = found ?? preview.header;
    preview.missing = missing ?? [];
    preview.refusal = presentRefusal(toRefusal(error));
  } finally {
    await rm(path, { force: true });
  }
  return preview;
}

async function readSample(
  file: OpenFile,
  { mapping, sample }: PreviewRequest,
  preview: Preview,
): Promise<void> {
  const isCut = sample.length >= longestSample;
  const read = createLineReader(file.places, file.width, mapping);
  const errors = new Map<string, number>();
  const words = new Map<string, number>();
  const tally = emptyTally();
  let last: { row: TableRow; before: FileTally; isBad: boolean } | undefined;
  try {
    for await (const batch of file.batches) {
      for (const row of batch) {
        // A sample that is not the whole file ends in the middle of a line.
        if (row.unterminated && isCut) continue;
        if (!isLine(row, file, mapping, tally)) {
          preview.trailer = findTrailer(row, { tally, recognised: true });
          continue;
        }
        const result = read(row.cells);
        const problems = 'problems' in result ? result.problems : [];
        // Before the line is counted: its own numbers are no part of what it may say in total.
        last = { row, before: { ...tally }, isBad: problems.length > 0 };
        count(tally, result);
        countWord(words, row, file.places.status);
        for (const { field, code } of problems) add(errors, `${field} ${code}`);
        if (!('ignoredVnd' in result) && preview.rows.length < rowsShown)
          preview.rows.push(presentRow(row, result));
      }
    }
    ensureControl(tally);
  } finally {
    if (last) preview.trailer ??= mayBeTrailer(last);
    preview.errorsByColumn = presentErrors(errors);
    preview.statusWords = [...words]
      .map(([word, count]) => ({ word, count }))
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  }
}

/** A last row that is no payment, or whose numbers are the count and the sum of the lines before it. */
function mayBeTrailer(last: { row: TableRow; before: FileTally; isBad: boolean }): SampleTrailer | null {
  const found = findTrailer(last.row, { tally: last.before, recognised: false });
  return last.isBad || (found.countCell !== null && found.sumCell !== null) ? found : null;
}

/** A column that is no state has a word for every line; a mapping has no room for those, nor for long ones. */
const mostWords = 60;
const longestWord = 60;

function countWord(words: Map<string, number>, { cells }: TableRow, place: number): void {
  if (place === -1) return;
  const word = (cells[place] ?? '').trim();
  if (word.length <= longestWord && (words.has(word) || words.size < mostWords)) add(words, word);
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function presentErrors(errors: ReadonlyMap<string, number>): Preview['errorsByColumn'] {
  const order = (field: string): number => fields.findIndex((known) => known === field);
  return [...errors]
    .map(([key, count]) => {
      const [field = '', code = ''] = key.split(' ');
      return { field, code, ...explainReason(code), count };
    })
    .sort((a, b) => order(a.field) - order(b.field) || b.count - a.count);
}

function presentRow(row: TableRow, result: Exclude<ReadLine, { ignoredVnd: bigint }>) {
  const line = 'line' in result ? result.line : undefined;
  const problems = 'problems' in result ? result.problems : [];
  return {
    line: row.line,
    reference: line?.reference ?? ('problems' in result ? result.reference || null : null),
    customerCode: line?.customerCode ?? null,
    amount: line ? String(line.amountVnd) : null,
    occurredAt: line?.occurredAt?.toISOString() ?? null,
    status: line?.status ?? null,
    bill: line?.bill ?? null,
    ourId: line?.ourId == null ? null : String(line.ourId),
    problems: problems.map(({ field, code }) => ({ field, code, ...explainReason(code) })),
    raw: row.raw.slice(0, longestRaw),
  };
}

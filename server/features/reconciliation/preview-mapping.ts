import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTrailer } from '../../../core/cmis/read-trailer.ts';
import { fields, type Mapping } from '../../../core/reconciliation/mapping.ts';
import { createLineReader, type ReadLine } from '../../../core/reconciliation/read-line.ts';
import { AppError } from '../../platform/errors.ts';
import type { Runtime } from '../../platform/runtime.ts';
import type { TableRow } from '../../platform/tabular/table.ts';
import { openPartnerFile, type OpenFile } from './open-file.ts';
import { explainReason, presentRefusal, toRefusal } from './present-file.ts';

export interface PreviewRequest {
  fileName: string;
  /** The first bytes of a file. */
  sample: Buffer;
  mapping: Mapping | undefined;
}

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
  };
  try {
    const source = { path, fileName: request.fileName, maxUnpackedBytes: 50_000_000 };
    const file = await openPartnerFile(source, request.mapping);
    preview.header = file.header.cells.map((cell) => cell.trim());
    preview.headerLine = file.header.line;
    preview.mapping = file.mapping;
    await readSample(file, request.mapping, preview);
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

async function readSample(file: OpenFile, mapping: Mapping | undefined, preview: Preview): Promise<void> {
  const read = createLineReader(file.places, file.width, mapping);
  const counts = new Map<string, number>();
  for await (const batch of file.batches) {
    for (const row of batch) {
      // The sample may end in the middle of a line.
      if (row.unterminated || isTrailer(row.cells)) continue;
      const result = read(row.cells);
      if ('ignoredVnd' in result) continue;
      const problems = 'problems' in result ? result.problems : [];
      for (const { field, code } of problems) {
        counts.set(`${field} ${code}`, (counts.get(`${field} ${code}`) ?? 0) + 1);
      }
      if (preview.rows.length < rowsShown) preview.rows.push(presentRow(row, result));
    }
  }
  const order = (field: string): number => fields.findIndex((known) => known === field);
  preview.errorsByColumn = [...counts]
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

import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readXlsx } from '../../server/platform/xlsx/reader.ts';
import { writeFileIn } from './files.ts';

/** The rows of one sheet of a workbook as texts, as an import would read them; of the first without a number. */
export async function readSheet(file: Buffer, sheet = 0): Promise<string[][]> {
  const path = writeFileIn(tmpdir(), `tiendien-test-${process.pid}.xlsx`, file);
  try {
    const rows: string[][] = [];
    for await (const batch of readXlsx(path, { maxUnpackedBytes: 1e7, sheet }))
      rows.push(...batch.map(({ cells }) => cells));
    return rows;
  } finally {
    rmSync(path);
  }
}

const pageSize = 5_000;
const mostRows = 200_000;

/** The rows of a list for a workbook, read page by page behind the last id, as far as a workbook of payments goes. */
export async function* readPages<Row>(
  list: (behind: bigint | null, limit: number) => Promise<Row[]>,
  idOf: (row: Row) => bigint,
): AsyncGenerator<Row> {
  let behind: bigint | null = null;
  for (let read = 0; read < mostRows; read += pageSize) {
    const rows = await list(behind, pageSize);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    behind = idOf(last);
  }
}

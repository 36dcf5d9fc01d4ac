import { billColumns, createBillParser } from '../../../core/cmis/parse-bill-row.ts';
import { createCustomerParser, customerColumns } from '../../../core/cmis/parse-customer-row.ts';
import type { RowProblem } from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import type { TableRow } from '../../platform/tabular/table.ts';
import * as bills from '../bills/index.ts';
import * as customers from '../customers/index.ts';
import { moveExcessToCredit } from '../payments/index.ts';

export type KindName = 'customers' | 'bills';

/** A row read: its line for COPY, or what is wrong with it; and the amount it says was billed. */
export type ReadRow = { copyLine: string; sentVnd: bigint } | { problems: RowProblem[]; sentVnd: bigint };

export interface VerdictCount {
  verdict: string | null;
  rows: number;
  total_vnd: bigint;
}

export interface Publication {
  db: Db;
  tx: Tx;
  importId: bigint;
  businessOn: BusinessDate;
  now: Date;
}

/** What differs between the kinds of files; everything else of an import is the same for both. */
export interface ImportKind {
  columns: { required: readonly string[]; optional: readonly string[] };
  /** The column that control totals add up; undefined where only rows are counted. */
  totalColumn: string | undefined;
  createReader(
    places: Readonly<Record<string, number>>,
    width: number,
    importId: bigint,
  ): (row: TableRow) => ReadRow;
  stage(tx: Tx, lines: AsyncIterable<string>): Promise<void>;
  check(tx: Tx, importId: bigint, again: boolean): Promise<void>;
  count(on: Queryable, importId: bigint): Promise<VerdictCount[]>;
  clear(on: Queryable, importId: bigint): Promise<void>;
  listNewUnits(on: Queryable, importId: bigint): Promise<string[]>;
  /** Answers the number of rows published. */
  publish(work: Publication): Promise<number>;
}

const customerKind: ImportKind = {
  columns: customerColumns,
  totalColumn: undefined,
  createReader: (places, width, importId) => {
    const parse = createCustomerParser(places as Parameters<typeof createCustomerParser>[0], width);
    return ({ line, cells }) => {
      const { row, problems } = parse(cells);
      if (!row) return { problems, sentVnd: 0n };
      return { copyLine: customers.stagedCustomerLine(importId, line, row), sentVnd: 0n };
    };
  },
  stage: customers.stageCustomers,
  check: customers.checkStagedCustomers,
  count: async (on, importId) =>
    (await customers.countStagedCustomers(on, importId)).map((count) => ({ ...count, total_vnd: 0n })),
  clear: customers.clearStagedCustomers,
  listNewUnits: customers.listNewUnitCodes,
  publish: async ({ tx, importId }) => (await customers.publishStagedCustomers(tx, importId)).published,
};

const billKind: ImportKind = {
  columns: billColumns,
  totalColumn: 'TONG_TIEN',
  createReader: (places, width, importId) => {
    const parse = createBillParser(places as Parameters<typeof createBillParser>[0], width);
    return ({ line, cells }) => {
      const parsed = parse(cells);
      if (!parsed.row) return { problems: parsed.problems, sentVnd: parsed.sentVnd ?? 0n };
      return { copyLine: bills.stagedBillLine(importId, line, parsed.row), sentVnd: parsed.row.totalVnd };
    };
  },
  stage: bills.stageBills,
  check: bills.checkStagedBills,
  count: bills.countStagedBills,
  clear: bills.clearStagedBills,
  listNewUnits: async () => [],
  publish: async ({ db, tx, importId, businessOn, now }) => {
    const { published, excesses } = await bills.publishStagedBills(db, tx, { importId, businessOn, now });
    await moveExcessToCredit(db, tx, excesses, { importId, businessOn, now });
    return published;
  },
};

export const importKinds: Record<KindName, ImportKind> = { customers: customerKind, bills: billKind };

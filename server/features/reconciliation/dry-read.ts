import { AppError } from '../../platform/errors.ts';
import type { TableSource } from '../../platform/tabular/rows.ts';
import { openPartnerFile } from './open-file.ts';
import { explainReason, presentRefusal, toRefusal } from './present-file.ts';
import { emptyTally, ensureControl, readPartnerLines, type BadLine } from './read-file.ts';

const badLinesShown = 200;
const longestRaw = 300;

export interface DryRead {
  /** Our field and the header of the column that says it. */
  columns: [field: string, header: string][];
  lines: number;
  amountVnd: bigint;
  badLines: number;
  ignored: number;
  /** The first bad lines, each with its first problem. */
  bad: { line: number; field: string; vi: string; en: string; raw: string }[];
  /** Why nothing of the file could be used. */
  refusal: { code: string; vi: string; en: string; facts: string } | null;
}

/** Reads a partner's file to its end with what its header is recognised as; nothing is kept and nothing compared. */
export async function dryReadFile(source: TableSource): Promise<DryRead> {
  const tally = emptyTally();
  const read: DryRead = {
    columns: [],
    lines: 0,
    amountVnd: 0n,
    badLines: 0,
    ignored: 0,
    bad: [],
    refusal: null,
  };
  try {
    const file = await openPartnerFile(source, undefined);
    read.columns = Object.entries(file.mapping.columns).filter(
      (column): column is [string, string] => typeof column[1] === 'string',
    );
    for await (const { bad } of readPartnerLines(file, { mapping: undefined, cutOff: '24:00', tally })) {
      read.bad.push(...bad.slice(0, badLinesShown - read.bad.length).map(present));
    }
    ensureControl(tally);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, detail, detailEn } = presentRefusal(toRefusal(error));
    read.refusal = { code, vi: detail, en: detailEn, facts: JSON.stringify(error.params).slice(0, 500) };
  }
  return {
    ...read,
    lines: tally.lines,
    amountVnd: tally.allVnd,
    badLines: tally.badLines,
    ignored: tally.ignored,
  };
}

function present({ line, problem, raw }: BadLine): DryRead['bad'][number] {
  const { reason, reasonEn } = explainReason(problem.code);
  return { line, field: problem.field, vi: reason, en: reasonEn, raw: raw.slice(0, longestRaw) };
}

import type { Readable } from 'node:stream';
import { parseSeq } from '../../../core/clearing.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { saveBriefly } from '../../platform/save-briefly.ts';
import { openTable, type TableRow } from '../../platform/tabular/table.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { clearingError } from './errors.ts';
import { applyFileAnswers, type AnswerCounts } from './queries.ts';

/** What a workbook of answers may unpack to. */
const mostUnpackedBytes = 128 * 1024 * 1024;
/** Rows named in a refusal; who corrects these finds the others. */
const mostNamed = 20;

interface Answers {
  seqs: bigint[];
  results: string[];
  codes: string[];
  details: string[];
}

interface BadRow {
  line: number;
  field: 'SEQ' | 'RESULT';
  value: string;
}

/**
 * Takes the billing system's answers from a file with the columns SEQ and RESULT (cleared, refused, or the field's 02
 * and 04), CODE and DETAIL where it has them. All or nothing: one wrong row, and nothing is written.
 */
export async function takeAnswers(
  staff: StaffContext,
  upload: { body: Readable; fileName: string },
): Promise<Omit<AnswerCounts, 'unknown'>> {
  const answers = await saveBriefly(upload.body, (path) => readAnswers(path, upload.fileName));
  const { unknown, ...counts } = await transaction(staff.db, async (tx) => {
    const applied = await applyFileAnswers(tx, answers, staff.now);
    if (applied.written === 0) return applied;
    await recordAudit(tx, {
      actor: staff.login,
      action: 'clearing.answers_taken',
      subject: 'clearing:entries',
      detail: { fileName: upload.fileName, written: applied.written, contradicting: applied.contradicting },
      requestId: staff.requestId,
    });
    // What waited behind an answered entry may go now.
    await publish(tx, { topic: 'clearing.collected', payload: {} });
    return applied;
  });
  const rows = unknown.map((seq) => ({ field: 'SEQ', value: String(seq) }));
  ensure(rows.length === 0, clearingError('clearing.bad_answer_file', { rows }));
  return counts;
}

async function readAnswers(path: string, fileName: string): Promise<Answers> {
  const table = await openTable(
    { path, fileName, maxUnpackedBytes: mostUnpackedBytes },
    { required: ['SEQ', 'RESULT'], optional: ['CODE', 'DETAIL'] },
  );
  const results = new Map<bigint, string>();
  const answers: Answers = { seqs: [], results: [], codes: [], details: [] };
  const bad: BadRow[] = [];
  for await (const rows of table.batches) {
    for (const row of rows) {
      if (row.cells[0] === 'TONG') continue;
      const read = readRow(row, table.places);
      if ('field' in read) bad.push(read);
      else if (results.has(read.seq) && results.get(read.seq) !== read.result) {
        bad.push({ line: row.line, field: 'SEQ', value: String(read.seq) });
      } else if (!results.has(read.seq)) {
        results.set(read.seq, read.result);
        answers.seqs.push(read.seq);
        answers.results.push(read.result);
        answers.codes.push(read.code);
        answers.details.push(read.detail);
      }
      if (bad.length >= mostNamed) break;
    }
  }
  ensure(bad.length === 0, clearingError('clearing.bad_answer_file', { rows: bad }));
  return answers;
}

const resultWords = new Map([
  ['cleared', 'cleared'],
  ['02', 'cleared'],
  ['refused', 'refused'],
  ['04', 'refused'],
]);

function readRow(
  row: TableRow,
  places: Readonly<Record<'SEQ' | 'RESULT' | 'CODE' | 'DETAIL', number>>,
): BadRow | { seq: bigint; result: string; code: string; detail: string } {
  const cell = (place: number): string => (place === -1 ? '' : (row.cells[place] ?? '').trim());
  const seq = parseSeq(cell(places.SEQ));
  if (seq === undefined) return { line: row.line, field: 'SEQ', value: cell(places.SEQ).slice(0, 40) };
  const result = resultWords.get(cell(places.RESULT).toLowerCase());
  if (!result) return { line: row.line, field: 'RESULT', value: cell(places.RESULT).slice(0, 40) };
  return {
    seq,
    result,
    code: cell(places.CODE).slice(0, 40),
    detail: cell(places.DETAIL).slice(0, 300),
  };
}

import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { upsertPartner } from '../server/features/partners/index.ts';
import type { BenchRow } from './measure.ts';
import { billLines, connectOwner, importRows, withCustomers } from './prepare.ts';

export interface DebitBench {
  databaseUrl: string;
  rows: number;
}

interface DebitRun {
  ms: number;
  items: number;
  peakMemoryMb: number;
}

const barSeconds = 30;
/** What the bars are meant for; fewer items have that much less time. */
const barItems = 300_000;
const mostMemoryMb = 600;
const partnerCode = 'BANK1';
/** A Monday. */
const day = '2026-01-05';
const messageId = `TN-${partnerCode}-20260105`;

/**
 * A debit run out to the bank and its answer in, each by a process of its own, so that memory is theirs. One customer in
 * twenty has no money. There is no baseline: the bar is a time, and says so.
 */
export async function benchDebit({ databaseUrl, rows }: DebitBench): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-bench-debit-'));
  const schema = await prepareBooks(databaseUrl, rows);
  const owner = await connectOwner(databaseUrl, schema);
  try {
    await plantMandates(owner);
    const out = await runProcess(databaseUrl, 'out');
    const path = join(folder, 'answer.xml');
    await writeAnswer(owner, path);
    const back = await runProcess(databaseUrl, 'in', path);
    return [present('out', rows, out), present('results in', rows, back)];
  } finally {
    await owner.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function present(way: string, rows: number, run: DebitRun): BenchRow {
  if (run.items !== rows) throw new Error(`${run.items} of ${rows} debits went ${way}`);
  const seconds = run.ms / 1000;
  const bar = (barSeconds * rows) / barItems;
  return {
    work: `debit ${way} ${rows.toLocaleString('en')} items`,
    product: seconds,
    baseline: null,
    unit: 's',
    ratio: null,
    bar: `<= ${bar} s`,
    reached: seconds <= bar && run.peakMemoryMb <= mostMemoryMb,
    details: { itemsPerSecond: Math.round(rows / seconds), peakMemoryMb: run.peakMemoryMb },
  };
}

async function prepareBooks(databaseUrl: string, rows: number): Promise<string> {
  return withCustomers(databaseUrl, rows, async (runtime, company) => {
    await importRows(runtime, company, 'bills', billLines(rows, 1));
    const partner = { code: partnerCode, name: 'Ngân hàng 1', kind: 'bank', channels: ['auto_debit_bank'] };
    await upsertPartner(company.db, partner as Parameters<typeof upsertPartner>[1]);
    return company.db.schema;
  });
}

/** An active mandate of every customer, and terms; how they come about is not what is measured. */
async function plantMandates(owner: pg.Client): Promise<void> {
  await owner.query(`
    insert into mandates (number, customer_id, partner_id, account, holder, state, mode, source, signed_on, made_by)
    select 'UQB' || lpad(c.id::text, 8, '0'), c.id, p.id, lpad(c.id::text, 12, '0'), c.name, 'active', 'on_bill', 'bank',
           '2025-12-01', 'bench'
    from customers c cross join partners p where p.code = '${partnerCode}'`);
  await owner.query(`
    insert into debit_terms (partner_id, format, creditor_account, bank_bin, set_by)
    select id, 'pain.008.001.02', '3701000111222', '970436', 'bench' from partners where code = '${partnerCode}'`);
  await owner.query('vacuum analyze');
}

/** The bank's report on every debit, in another order than they were asked in. */
async function writeAnswer(owner: pg.Client, path: string): Promise<void> {
  const { rows } = await owner.query<{ reference: string }>(
    'select reference from debit_items order by reverse(reference)',
  );
  const pieces = function* () {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>';
    yield '<GrpHdr><MsgId>ANSWER-1</MsgId><CreDtTm>2026-01-05T15:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>';
    yield `<OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId></OrgnlGrpInfAndSts>`;
    yield `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>\n`;
    for (const [index, { reference }] of rows.entries()) {
      const status =
        index % 20 === 7
          ? '<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>'
          : '<TxSts>ACSC</TxSts>';
      yield `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId>${status}</TxInfAndSts>\n`;
    }
    yield '</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n';
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

async function runProcess(databaseUrl: string, way: 'out' | 'in', path = ''): Promise<DebitRun> {
  const script = resolve(import.meta.dirname, 'run-debit.ts');
  const args = [script, databaseUrl, way, partnerCode, day, path];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as DebitRun;
}

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { getUnit } from '../../server/features/companies/index.ts';
import { addColleagues } from '../../server/features/staff/index.ts';
import { many } from '../../server/platform/db.ts';
import { openTestRuntime, testCompany } from '../support/database.ts';
import { makeFolder, writeFileIn } from '../support/files.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

const folder = makeFolder();
const runtime = await openTestRuntime({ dataDir: folder });
const { db } = runtime.company;
const made = await makeCustomers(
  runtime,
  Array.from({ length: 4 }, () => ({ unit: 'PA99RG', commune: '18073' })),
);
const [an, binh, chi, dung] = made.map(({ code }) => code) as [string, string, string, string];
const bank = await makePartner(runtime);
const unitId = (await getUnit(db, 'PA99RG', today)).id;
await addColleagues(db, [
  { login: 'nv.mot', displayName: 'Lê Một', role: 'unit_staff', unitId },
  { login: 'nv.hai', displayName: 'Trần Hai', role: 'unit_staff', unitId },
]);

interface Answer {
  dryRun?: boolean;
  rows: number;
  accepted: number;
  made: number;
  changed: number;
  unchanged: number;
  rejected: number;
  rejections: { line: number; field: string; code: string; reason: string; raw: string }[];
  error?: { code: string };
}

/** Imports files through the command line's own process; one answer for each. */
function tiendien(
  register: string,
  files: readonly string[],
  ...more: string[]
): Promise<{ code: number; answers: Answer[]; err: string }> {
  const cli = resolve(import.meta.dirname, '../../server/cli.ts');
  const env = { ...process.env, DATABASE_URL: runtime.config.databaseUrl, TIENDIEN_DATA_DIR: folder };
  const args = [cli, register, 'import', ...files, '--company', testCompany, '--json', ...more];
  return new Promise((done) =>
    execFile(process.execPath, args, { env }, (error, out, err) => {
      const answers = out.split('\n').filter(Boolean);
      done({
        code: Number(error?.code ?? 0),
        answers: answers.map((line) => JSON.parse(line) as Answer),
        err,
      });
    }),
  );
}

const fileOf = (lines: readonly string[]): string =>
  writeFileIn(folder, 'danh-sach.csv', `${lines.join('\n')}\n`);

const registers: Record<string, { lines: string[]; table: string; made: number; bad: string[] }> = {
  contacts: {
    lines: [
      'MA_KHANG,DTHOAI,NGAY_XAC_MINH',
      `${an},0912345601,${today}`,
      `${binh},12345,`,
      `${chi},0912345603,`,
    ],
    table: 'contact_entries',
    made: 2,
    bad: ['3 DTHOAI bad_phone'],
  },
  'pay-points': {
    lines: [
      'MA_DIEM,LOAI_DIEM,TEN_DIEM,MA_XA,NGAY_MO,MA_DOI_TAC',
      'BT01,bàn thu,Bàn thu xã,18073,01/01/2024,',
      'BT02,bàn thu,Bàn thu ở đâu,99999,01/01/2024,',
      `NH01,ngân hàng,Chi nhánh,18073,01/01/2024,${bank.code}`,
    ],
    table: 'pay_points',
    made: 2,
    bad: ['3 MA_XA unknown_commune'],
  },
  openings: {
    lines: [
      'MA_KHANG,LOAI,NGAY_MO,NOI_MO,NHAN_VIEN',
      `${an},tài khoản,02/01/2026,VCB,nv.mot`,
      `${binh},ví,02/01/2026,MoMo,nv.khong`,
      `${chi},ví,02/01/2026,MoMo,`,
    ],
    table: 'account_openings',
    made: 2,
    bad: ['3 NHAN_VIEN unknown_staff'],
  },
  assignments: {
    lines: [
      'MA_KHANG,NHAN_VIEN,TEN_TUYEN,TU_NGAY,DEN_NGAY',
      `${an},nv.mot,Tuyến 1,01/02/2026,`,
      `${binh},nv.hai,,01/02/2026,01/03/2026`,
      `${chi},nv.khong,,,`,
      `${dung},,,,`,
      `KHONGCO99,nv.mot,,,`,
      `${an},nv.hai,,,`,
      `${chi},nv.hai,,01/02/2026,01/02/2026`,
    ],
    table: 'assignment_list_customers',
    made: 2,
    bad: [
      '4 NHAN_VIEN unknown_staff',
      '5 NHAN_VIEN missing',
      '6 MA_KHANG unknown_customer',
      '7 MA_KHANG same_customer_twice',
      '8 DEN_NGAY ends_before_it_begins',
    ],
  },
};

async function checkRegister(register: string): Promise<void> {
  const { lines, table, made: good, bad } = registers[register]!;
  const rowsOf = async () => (await many(db, sql`select 1 as n from ${sql.table(table)}`)).length;
  const file = fileOf(lines);
  const {
    code: triedCode,
    answers: [tried],
    err,
  } = await tiendien(register, [file], '--dry-run');
  assert.equal(triedCode, 0, err);
  assert.deepEqual([tried!.dryRun, tried!.made, await rowsOf()], [true, good, 0], register);
  const { code, answers } = await tiendien(register, [file, file]);
  const [answer, again] = answers as [Answer, Answer];
  assert.deepEqual(
    [code, answer.rows, answer.accepted, answer.made, answer.rejected],
    [0, lines.length - 1, good, good, bad.length],
    register,
  );
  assert.deepEqual(
    answer.rejections.map((row) => `${row.line} ${row.field} ${row.code}`),
    bad,
  );
  assert.deepEqual(answer.rejections, tried!.rejections);
  for (const row of answer.rejections) {
    assert.equal(row.raw, lines[row.line - 1]);
    assert.match(row.reason, /\p{L}{3}/u);
  }
  assert.deepEqual([again.made, again.changed, again.unchanged], [0, 0, good], register);
  assert.equal(await rowsOf(), good, 'a repeated file adds nothing');
}

test('the command line tries a register’s file, takes its good rows, says why the others are not, and takes it once', async () => {
  await Promise.all(Object.keys(registers).map(checkRegister));
});

test('a list of customers may still be one person’s, and is taken over only when that is said', async () => {
  const lines = ['MA_KHANG', an, dung];
  const options = ['--login', 'nv.hai', '--name', 'Tuyến 2', '--from', '2026-03-01'];
  const file = fileOf(lines);
  const [held] = (await tiendien('assignments', [file], ...options)).answers;
  assert.deepEqual([held!.made, held!.rejections.map(({ code }) => code)], [1, ['held_by_other']]);
  const both = await tiendien('assignments', [fileOf(['TEN', 'x']), file], ...options, '--take-over');
  const [broken, taken] = both.answers;
  assert.deepEqual([both.code, broken!.error?.code], [1, 'files.missing_columns']);
  assert.deepEqual([taken!.made, taken!.changed, taken!.unchanged], [0, 1, 1]);
  const spans = await many(
    db,
    sql<{ span: string }>`
      select c.code || ' ' || s.login || ' ' || a.from_on || ' ' || coalesce(a.to_on::text, '') as span
      from customer_assignments a join customers c on c.id = a.customer_id join staff s on s.id = a.staff_id
      order by c.code, a.from_on`,
  );
  assert.deepEqual(
    spans.map(({ span }) => span),
    [
      `${an} nv.mot 2026-02-01 2026-03-01`,
      `${an} nv.hai 2026-03-01 `,
      `${binh} nv.hai 2026-02-01 2026-03-01`,
      `${dung} nv.hai 2026-03-01 `,
    ],
  );
  const nobody = await tiendien('assignments', [file], '--login', 'nv.khong');
  assert.deepEqual([nobody.code, /nv\.khong/.test(nobody.err)], [1, true]);
});

import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { addDays, type BusinessDate } from '../../core/dates.ts';
import { followCustomers } from '../../server/features/assignments/index.ts';
import { followBilling } from '../../server/features/contacts/index.ts';
import { findCashHouseholds, refreshKpi } from '../../server/features/kpi/index.ts';
import { addColleagues } from '../../server/features/staff/index.ts';
import { many } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { runAsOwner } from './database.ts';
import { importText, today } from './make.ts';
import { counterIn } from './places.ts';
import { customerHeader, dice, unitId, units } from './random-world.ts';
import type { StaffClient } from './staff.ts';

type World = Runtime & { company: Company };
type Dice = ReturnType<typeof dice>;

interface Someone {
  code: string;
  unit: string;
  book: string;
  commune: string;
  kind: string;
  phone: string;
  address: string;
}

/** Employees of either unit, and one of a team. */
const colleagues = [
  { login: 'tay.bac', unit: 'PA99NN' },
  { login: 'tay.to', unit: 'NNTO1' },
  { login: 'tay.nam', unit: 'PA99SS' },
];
/** The book that is nobody's until a test gives it away. */
const bookLeftAlone = 'NN001';
/** Two communes where customers live, and one where none does. */
const communes = ['18073', '18100', '18823'];
const dayBack = (roll: Dice, most: number): BusinessDate => addDays(today, -roll.below(most));
const listed = (date: BusinessDate | null): string => date ?? '';

/**
 * Registers beside the bills of a random world, through the same doors as staff use: numbers that are shared, verified, ended
 * and given back, places that open and close, people responsible by list, book, village and commune, accounts opened; then
 * customers who move, lose their phone or become a business, and the jobs that follow them.
 */
export async function makeRandomRegisters(
  runtime: World,
  { head, seed }: { head: StaffClient; seed: number },
): Promise<void> {
  const roll = dice(seed + 1_000);
  const people = await readPeople(runtime);
  await bringBack(
    runtime,
    people.map((one) => ({ ...one, phone: roll.chance(0.4) ? numberOf(roll) : '' })),
  );
  await runAsOwner(
    runtime,
    runtime.company,
    `update villages set mobile_coverage = (id + ${seed}) % 2 = 0 where id % 3 <> 0`,
  );
  await makePlaces(runtime, roll, head);
  for (let round = 0; round < 2; round++) await takeNumbers(roll, head, people);
  await makeStaff(runtime);
  await makeOpenings(roll, { head, people });
  await makeResponsible(runtime, roll, { head, people });
  const changed = (await readPeople(runtime)).filter(() => roll.chance(0.3));
  await bringBack(
    runtime,
    changed.map((one) => changedSomehow(roll, one)),
  );
  await findCashHouseholds(runtime.company.db, today);
}

async function makeStaff(runtime: World): Promise<void> {
  const people = colleagues.map(async ({ login, unit }) => ({
    login,
    displayName: `Người ${login}`,
    role: 'unit_staff' as const,
    unitId: await unitId(runtime, unit),
  }));
  await addColleagues(runtime.company.db, await Promise.all(people));
}

async function readPeople({ company }: World): Promise<Someone[]> {
  return many(
    company.db,
    sql<Someone>`
      select c.code, u.code as unit, b.code as book, coalesce(c.commune_code, '') as commune, c.kind,
             coalesce(c.phone, '') as phone, c.address
      from customers c join org_units u on u.id = c.org_unit_id join org_units b on b.id = c.book_id order by c.code`,
  );
}

/** As the billing system would send them again, and what follows a file of customers. */
async function bringBack(runtime: World, people: readonly Someone[]): Promise<void> {
  if (people.length === 0) return;
  const lines = people.map(
    ({ code, address, unit, book, commune, kind, phone }) =>
      `${code},Nguyễn Văn An,"${address}",${unit},${book},${commune},${kind},${phone},,,01/01/2020`,
  );
  await importText(runtime, 'customers', [customerHeader, ...lines]);
  const { db } = runtime.company;
  await refreshKpi(db);
  await followBilling(db, today);
  await followCustomers(db, today);
}

/** Few numbers for many people, so that some are shared. */
const numberOf = (roll: Dice): string => `09123456${10 + roll.below(18)}`;

function changedSomehow(roll: Dice, one: Someone): Someone {
  const unit = roll.pick(units);
  return roll.pick([
    // Nobody moves into the book that is left alone.
    { ...one, unit, book: `${unit.slice(4)}002`, commune: roll.pick(communes.slice(0, 2)) },
    { ...one, phone: '' },
    { ...one, phone: numberOf(roll) },
    { ...one, kind: 'NSH' },
  ]);
}

async function upload(who: StaffClient, url: string, lines: readonly string[]): Promise<void> {
  const { status, body } = await who.upload(url, Buffer.from(`${lines.join('\n')}\n`));
  assert.equal(status, 200, JSON.stringify(body));
}

async function put(who: StaffClient, url: string, wish: object): Promise<void> {
  const { status, body } = await who.send('PUT', url, wish);
  assert.equal(status, 200, `${url} ${JSON.stringify(body)}`);
}

async function makePlaces({ company }: World, roll: Dice, head: StaffClient): Promise<void> {
  const partners = await many(
    company.db,
    sql<{ code: string }>`select code from partners where kind <> 'own'`,
  );
  const partner = partners[0]!.code;
  const kinds = ['counter', 'counter', 'agent', 'bank_branch', 'post_office', 'mobile_money'];
  // Now and then one of the communes where people live has nothing at all, or little.
  const there = roll.pick([communes, communes.slice(1), ['18823'], communes]);
  const count = 3 + roll.below(12);
  const rows = Array.from({ length: count }, (_, at) => {
    const kind = roll.pick(kinds);
    const opened = addDays(today, 10 - roll.below(500));
    const closed = roll.chance(0.4) ? addDays(opened, roll.below(300)) : null;
    const cash = roll.chance(0.8) ? 'có' : 'không';
    const whose = kind === 'counter' ? '' : partner;
    return `D${at},${kind},Nơi ${at},${roll.pick(there)},${opened},${listed(closed)},${whose},${cash}`;
  });
  await upload(head, '/pay-points/list?fileName=diem.csv', [
    'MA_DIEM,LOAI_DIEM,TEN_DIEM,MA_XA,NGAY_MO,NGAY_DONG,MA_DOI_TAC,THU_TIEN_MAT',
    ...rows,
  ]);
  await closeLastPlace(roll, { head, partner, there });
  for (let at = 0; at < 5; at++) {
    // Some are described by the register too; a collector's bag is no place.
    const code = roll.chance(0.6) ? `D${at}` : `T${at}`;
    const closesOn = roll.chance(0.5) ? addDays(today, 5 - roll.below(200)) : null;
    const commune = roll.chance(0.8) ? roll.pick(there) : null;
    const kind = roll.chance(0.8) ? 'counter' : 'collector';
    const till = {
      kind,
      name: `Bàn ${code}`,
      unit: roll.pick(units),
      commune,
      cashLimit: '50000000',
      closesOn,
    };
    await put(head, `/tills/${code}`, till);
  }
  for (let at = 0; at < 4; at++) {
    const code = roll.chance(0.6) ? `D${roll.below(count)}` : `A${at}`;
    const point = { name: `Đại lý ${code}`, commune: roll.pick(there), open: roll.chance(0.5) };
    await put(head, `/agent-points/${partner}/${code}`, point);
  }
}

/** A place that the register has as open, and somebody else has closed; in a commune with nothing else, if there is one. */
async function closeLastPlace(
  roll: Dice,
  { head, partner, there }: { head: StaffClient; partner: string; there: readonly string[] },
): Promise<void> {
  const commune = communes.find((code) => !there.includes(code)) ?? roll.pick(communes);
  const kind = roll.pick(['counter', 'agent']);
  await put(head, '/pay-points/CUOI', {
    ...counterIn(commune),
    kind,
    partner: kind === 'counter' ? null : partner,
  });
  if (kind === 'counter') {
    const till = { kind, name: 'Bàn cuối', unit: units[0], commune, cashLimit: '50000000' };
    await put(head, '/tills/CUOI', { ...till, closesOn: addDays(today, -3) });
  } else await put(head, `/agent-points/${partner}/CUOI`, { name: 'Đại lý cuối', commune, open: false });
}

async function takeNumbers(roll: Dice, head: StaffClient, people: readonly Someone[]): Promise<void> {
  const some = (part: number): string => (roll.chance(part) ? dayBack(roll, 60) : '');
  const rows = new Map(
    Array.from({ length: 30 }, () => {
      const key = `${roll.pick(people).code},${numberOf(roll)}`;
      const relation = roll.pick(['chính chủ', 'người thân', 'người thuê', '']);
      return [key, `${key},${relation},${some(0.4)},${some(0.4)},${some(0.25)}`] as const;
    }),
  );
  await upload(head, '/contacts/list?fileName=so.csv', [
    'MA_KHANG,DTHOAI,QUAN_HE,NGAY_XAC_MINH,NGAY_ZALO,NGAY_NGUNG',
    ...rows.values(),
  ]);
}

interface Hands {
  head: StaffClient;
  people: readonly Someone[];
}

async function makeOpenings(roll: Dice, { head, people }: Hands): Promise<void> {
  const rows = Array.from({ length: 18 }, () => {
    const kind = roll.pick(['tài khoản', 'ví']);
    const who = roll.chance(0.5) ? roll.pick(colleagues).login : '';
    return `${roll.pick(people).code},${kind},${dayBack(roll, 400)},${roll.pick(['VCB', 'MoMo'])},${who}`;
  });
  await upload(head, '/account-openings/list?fileName=mo.csv', [
    'MA_KHANG,LOAI,NGAY_MO,NOI_MO,NHAN_VIEN',
    ...rows,
  ]);
}

async function makeResponsible({ company }: World, roll: Dice, { head, people }: Hands): Promise<void> {
  const { body } = await head.get('/assignments');
  const ids = colleagues.map(
    ({ login }) => body.rows.find((row: { login: string }) => row.login === login).id,
  );
  const give = async (wish: object) => {
    const plain = { books: [], place: null, to: null, takeOver: true };
    const answer = await head.send('POST', '/assignments', { ...plain, ...wish });
    // A place where nobody of the unit lives is no place to be given.
    assert.ok([200, 404].includes(answer.status), JSON.stringify(answer.body));
  };
  const villages = await many(
    company.db,
    sql<{ id: string; commune: string }>`select id::text as id, commune_code as commune from villages`,
  );
  const from = () => dayBack(roll, 100);
  /** For some the end is known; it lies at most so many days back. */
  const until = (back: number) => (roll.chance(0.3) ? addDays(today, 20 - roll.below(20 + back)) : null);
  for (const book of ['NN002', 'SS001', 'SS002'])
    if (roll.chance(0.6) && people.some((one) => one.book === book))
      await give({ staff: roll.pick(ids), books: [book], from: addDays(today, -120), to: until(60) });
  for (let at = 0; at < 4; at++) {
    const village = roll.chance(0.6) ? roll.pick(villages) : null;
    const commune = village?.commune ?? roll.pick(communes.slice(0, 2));
    const place = { unit: roll.pick(units), commune, village: village?.id ?? null };
    await give({ staff: roll.pick(ids), place, from: addDays(today, -at), to: until(0) });
  }
  const free = people.filter(({ book }) => book !== bookLeftAlone).map(({ code }) => code);
  for (let at = 0; at < 3; at++) {
    const query = `staff=${roll.pick(ids)}&from=${from()}&label=Tuyen${at}&takeOver=true`;
    await upload(head, `/assignments/list?fileName=tuyen.csv&${query}`, [
      'MA_KHANG',
      ...new Set([roll.pick(free), ...roll.some(free)]),
    ]);
  }
  const { rows } = (await head.get('/assignments/rules')).body;
  const ended = await head.send('POST', `/assignments/${roll.pick<{ id: string }>(rows).id}/end`, {
    on: addDays(today, 1 - roll.below(30)),
  });
  assert.equal(ended.status, 200, JSON.stringify(ended.body));
}

import { addDays, daysBetween, parseBusinessDate, type BusinessDate } from '../core/dates.ts';
import type { PartnerFile } from './partner-files.ts';

/** The staff API as a signed-in accountant reaches it; everything that is not done is thrown. */
export interface Desk {
  ask<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, content?: object): Promise<Answer>;
  upload<Answer>(path: string, content: Buffer): Promise<Answer>;
  download(path: string): Promise<Buffer>;
}

/** The partner's program signs minutes by number and hash. */
export type SignAsPartner = (partner: string, number: string, hash: string) => Promise<void>;

export interface PartnerDay {
  partner: string;
  day: BusinessDate;
}

/** A window as far as the accountant looks at it. */
export interface WindowAnswer {
  partnerCode: string;
  day: BusinessDate;
  state: 'open' | 'closed' | 'agreed' | 'money_in' | 'settled';
  dueOn: BusinessDate;
  amount: string;
  reversalsAmount: string;
  carriedIn: string;
  received: string;
  difference: string | null;
  opposite?: { day: BusinessDate; difference: string }[];
}

interface CreditAnswer {
  id: string;
  unidentified: string;
  remittance: string;
  recognisedPartner: { code: string } | null;
  suggestions: { partnerCode: string; rule: string; days: BusinessDate[]; amounts: string[] }[];
}

/** So little may go astray on the way: what a bank in between charges. */
const mostCharged = 22_000n;
/** What the fee of a payment that only one side has makes. */
const mostFee = 6_000n;

export async function handInFile(
  desk: Desk,
  { partner, day }: PartnerDay,
  { fileName, content }: PartnerFile,
): Promise<{ id: string; unchanged: boolean }> {
  const query = new URLSearchParams({ partner, day, fileName });
  return desk.upload(`/reconciliation/files?${query.toString()}`, content);
}

export async function handInStatement(desk: Desk, { fileName, content }: PartnerFile): Promise<void> {
  await desk.upload(`/bank-credits/file?${new URLSearchParams({ fileName }).toString()}`, content);
}

/** Makes minutes of a day or a month and has both sides sign them. Returns their id. */
export async function signMinutes(
  desk: Desk,
  signAsPartner: SignAsPartner,
  of: { partner: string; day: BusinessDate } | { partner: string; month: string },
): Promise<string> {
  const { id } = await desk.ask<{ id: string }>('POST', '/minutes', of);
  const signer = 'Võ Đức Toàn, Kế toán trưởng';
  const signed = await desk.ask<{ number: string; hash: string }>('POST', `/minutes/${id}/sign`, {
    side: 'us',
    signer,
  });
  await signAsPartner(of.partner, signed.number, signed.hash);
  return id;
}

/**
 * Lays on windows what the bank credited and nobody has recognised: by the days its text names, the oldest first, or
 * as is suggested where the text names nobody. Returns the number of credits laid.
 */
export async function layCredits(desk: Desk, within: BusinessDate): Promise<number> {
  const { rows } = await desk.ask<{ rows: CreditAnswer[] }>('GET', '/bank-credits');
  let laid = 0;
  for (const credit of rows) {
    const [suggested] = credit.suggestions;
    const partner = credit.recognisedPartner?.code;
    if (partner === undefined && !suggested) continue;
    const days = partner === undefined ? suggested!.days : daysIn(credit.remittance, within);
    const windows = await findWindows(desk, partner ?? suggested!.partnerCode, days);
    if (windows.length === 0) continue;
    await layOn(desk, credit, windows);
    laid++;
  }
  return laid;
}

async function layOn(desk: Desk, credit: CreditAnswer, windows: readonly WindowAnswer[]): Promise<void> {
  let left = BigInt(credit.unidentified);
  for (const [index, { partnerCode, day, difference }] of windows.entries()) {
    const waits = BigInt(difference ?? '0');
    const last = index === windows.length - 1;
    const amount = last || waits > left ? left : waits;
    if (amount <= 0n) continue;
    left -= amount;
    const content = { creditId: credit.id, amount: String(amount) };
    await desk.ask('POST', `/settlement/windows/${partnerCode}/${day}/receipts`, content);
  }
}

/** Days named in a remittance text: `12/10/2026-14/10/2026`, `12.10.2026`, `12102026`. */
function daysIn(text: string, within: BusinessDate): BusinessDate[] {
  const found = [...text.matchAll(/(\d{2})[/.]?(\d{2})[/.]?(20\d{2})/g)].flatMap(([, day, month, year]) => {
    return parseBusinessDate(`${day}/${month}/${year}`) ?? [];
  });
  const [first, last = first] = found;
  if (first === undefined || last === undefined) return [];
  const length = Math.min(31, daysBetween(first, last < within ? last : within) + 1);
  return Array.from({ length: Math.max(0, length) }, (_, index) => addDays(first, index));
}

async function findWindows(
  desk: Desk,
  partner: string,
  days: readonly BusinessDate[],
): Promise<WindowAnswer[]> {
  const windows = await listWindows(desk, `partner=${partner}`);
  return windows
    .filter(({ day, state }) => days.includes(day) && state !== 'open' && state !== 'settled')
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

export async function listWindows(desk: Desk, filter: string): Promise<WindowAnswer[]> {
  const all: WindowAnswer[] = [];
  for (let after = ''; ;) {
    const { rows, next } = await desk.ask<{ rows: WindowAnswer[]; next: string | null }>(
      'GET',
      `/settlement/windows?${filter}${after}`,
    );
    all.push(...rows);
    if (next === null) return all;
    after = `&after=${encodeURIComponent(next)}`;
  }
}

/**
 * Ends what can be ended: a difference that both sides know is carried into the partner's next day, what a bank has
 * kept is written to the account of differences, and a window whose money is in is settled.
 */
export async function settleWindows(desk: Desk, today: BusinessDate): Promise<void> {
  // Most money comes to the dong: those days end together.
  await desk.ask('POST', '/settlement/settle', {});
  const agreed = [
    ...(await listWindows(desk, 'state=agreed')),
    ...(await listWindows(desk, 'state=money_in')),
  ];
  const byPartner = Map.groupBy(agreed, ({ partnerCode }) => partnerCode);
  await inTurns([...byPartner.values()], (windows) => settleOfPartner(desk, windows, today));
}

/** The oldest first. What another day has too much of, or lacks, is set off before anything is carried. */
async function settleOfPartner(
  desk: Desk,
  windows: readonly WindowAnswer[],
  today: BusinessDate,
): Promise<void> {
  for (const listed of windows.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const path = `/settlement/windows/${listed.partnerCode}/${listed.day}`;
    const window = await setOff(desk, path, listed, today);
    if (window.state === 'settled') continue;
    const difference = BigInt(window.difference ?? '0');
    const end = difference === 0n ? 'settled' : await judge(desk, window, today);
    if (end === 'wait') continue;
    if (end !== 'settled') {
      const reason =
        end === 'nextDay' ? 'Chênh lệch đã đối soát, chuyển phiên sau' : 'Phí chuyển tiền ngân hàng trừ';
      await desk.ask('POST', `${path}/carry`, { amount: String(difference), reason, to: end });
    }
    await desk.ask('POST', `${path}/settle`);
  }
}

/** What was collected on the day itself. */
const ownOf = ({ amount, reversalsAmount }: WindowAnswer): bigint => BigInt(amount) - BigInt(reversalsAmount);

/** A difference waits for so many days past due: what one day got too much, another lacks once its money has come. */
const patience = 3;

/**
 * Both windows are well past due and stand in each other's debt; one on which nothing happened need not be. Returns the
 * window as it is afterwards.
 */
async function setOff(
  desk: Desk,
  path: string,
  listed: WindowAnswer,
  today: BusinessDate,
): Promise<WindowAnswer> {
  const ripe = ownOf(listed) === 0n || addDays(listed.dueOn, patience) <= today;
  if (listed.difference === '0' || !ripe) return listed;
  const window = await desk.ask<WindowAnswer>('GET', path);
  const difference = BigInt(window.difference ?? '0');
  const others = window.opposite?.filter(({ day }) => addDays(day, 2 * patience) <= today) ?? [];
  const other = others.find(({ difference: left }) => BigInt(left) === -difference) ?? others[0];
  if (!other) return window;
  const most = -BigInt(other.difference);
  const amount = difference > 0n === difference < most ? difference : most;
  const reason = 'Bù trừ hai phiên, đã đối soát';
  return desk.ask<WindowAnswer>('POST', `${path}/carry`, {
    amount: String(amount),
    reason,
    to: other.day,
  });
}

/** Where the difference of a window belongs, or that its money is still to come. */
async function judge(
  desk: Desk,
  window: WindowAnswer,
  today: BusinessDate,
): Promise<'wait' | 'nextDay' | 'account'> {
  const { partnerCode, day, dueOn } = window;
  const ours = ownOf(window);
  // Nobody pays for a day on which nothing happened: what was carried into it goes on at once.
  if (ours !== 0n && addDays(dueOn, patience) > today) return 'wait';
  // Too much came, or one transfer was laid on several days otherwise than it was meant: the next day counts it.
  if (BigInt(window.difference ?? '0') < 0n) return 'nextDay';
  const { rows } = await desk.ask<{ rows: { state: string; difference: string | null }[] }>(
    'GET',
    `/reconciliation/files?partner=${partnerCode}&day=${day}`,
  );
  const file = rows.find(({ state }) => state === 'matched');
  const known = BigInt(window.carriedIn) + (file ? -BigInt(file.difference ?? '0') : ours);
  const left = BigInt(window.difference ?? '0') - known;
  if (left >= -mostFee && left <= mostFee && known !== 0n) return 'nextDay';
  return window.received !== '0' && left > 0n && left <= mostCharged ? 'account' : 'wait';
}

/** Works through a list with a few at a time, as several people at several desks do. */
export async function inTurns<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  atOnce = 3,
): Promise<void> {
  const left = [...items];
  const one = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

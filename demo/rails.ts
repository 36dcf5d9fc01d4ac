import { addDays, monthOf, type BusinessDate } from '../core/dates.ts';
import { isWorkingDay } from '../core/working-days.ts';
import { takeResults } from '../server/features/mandates/index.ts';
import { followPaymentOrders } from '../server/features/payment-orders/index.ts';
import { upsertPartner } from '../server/features/partners/index.ts';
import { followTransfers } from '../server/features/statements/index.ts';
import { readClock, realNow } from '../server/platform/clock.ts';
import type { Company, Runtime } from '../server/platform/runtime.ts';
import { inTurns } from '../simulator/accountant.ts';
import { accountsOfDemo, openAccounts, qrPartner } from '../simulator/banks/accounts.ts';
import { openBooks } from '../simulator/banks/books.ts';
import { agreeOnDebits, answerDebits, askForDebits } from '../simulator/banks/debit-days.ts';
import type { BankHabit } from '../simulator/banks/habit.ts';
import type { BankWorld } from '../simulator/banks/world.ts';
import { customerAt } from '../simulator/customers.ts';
import type { Payer } from '../simulator/payers.ts';
import {
  connectGateways,
  orderAt,
  startGateways,
  stopGateways,
  type Gateway,
} from '../simulator/rails/gateways.ts';
import { railOf, whatPayerDoes, type Rail } from '../simulator/rails/choose-rail.ts';
import { bringCheques, nameAccount, payByOrder } from '../simulator/rails/papers.ts';
import { bringMandates, takeDownMandates, type Signed } from '../simulator/rails/mandates.ts';
import { openPriceList } from '../simulator/rails/price-list.ts';
import { scanAndPay } from '../simulator/rails/qr-payers.ts';
import { debitHouses } from '../simulator/rails/wallet-houses.ts';
import { booksPath, type DemoDesk } from './desk.ts';
import type { Doors } from './desk-door.ts';
import { openTillDays } from './till-days.ts';

/**
 * The ways of paying beside the partner API, while the demo lives through its last days: QR transfers, payment orders and
 * cheques that the bank's statement brings, debits by mandate, orders through gateways, and cash at the company's own
 * tills. All of it through the product's own doors.
 */
export interface Rails {
  banks: BankWorld;
  /** Keeps those who pay by one of these ways today; answers the others. */
  take(payers: readonly Payer[], date: BusinessDate): Payer[];
  /** What statements and answers of the days before have brought. */
  liveMorning(date: BusinessDate): Promise<void>;
  /** Those who were kept pay. Answers how many. */
  liveDay(date: BusinessDate): Promise<number>;
  stop(): Promise<void>;
}

export async function openRails(
  runtime: Runtime,
  doors: Doors,
  { company, work }: { company: Company; work: DemoDesk },
): Promise<Rails> {
  const { profile } = work.story.population;
  await upsertPartner(company.db, {
    code: qrPartner,
    name: 'Chuyển khoản vào tài khoản chuyên thu',
    kind: 'own',
    channels: ['vietqr', 'payment_order', 'cheque'],
  });
  let offsetMs = 0;
  const setClock = async (): Promise<void> => {
    offsetMs = (await readClock(runtime.platform)).offsetDays * 86_400_000;
  };
  const banks: BankWorld = {
    companyCode: profile.code,
    desk: work.desk,
    books: openBooks(booksPath(runtime.config.dataDir, profile.code)),
    accounts: accountsOfDemo(profile.partners.map(({ code }) => code)),
    record: work.record,
    calendar: work.calendar,
    switches: new Map(),
    now: () => new Date(realNow().getTime() + offsetMs),
    afterResult: async (id) =>
      void (await takeResults(runtime, company, BigInt(id), await readClock(runtime.platform))),
  };
  const houses = debitHouses.filter(({ code }) => work.contracts.has(code));
  await openPriceList(work.desk);
  // What the months before brought stands on the accounts when the first day begins.
  await openAccounts(work.desk, banks.books, banks.accounts, addDays(work.from, -1));
  await nameAccount(banks, profile.name);
  for (const house of houses) await agreeOnDebits(banks, house);
  const gateways = await startGateways(profile.code, [...work.contracts.keys()]);
  await connectGateways(await doors.openDesk(profile.code, 'operator'), gateways, await doors.listen());
  const tills = await openTillDays(doors, { work, banks });
  let kept: Payer[] = [];
  const street: Street = { banks, work, houses, gateways, isFirstDay: true };
  return {
    banks,
    take: (payers, date) => {
      kept = payers.filter((payer) => railOf(street, payer) !== undefined);
      const others = payers.filter((payer) => railOf(street, payer) === undefined);
      return tills.take(others, date);
    },
    liveMorning: async (date) => {
      await setClock();
      await answerDebits(banks, houses, date);
      await followPaymentOrders(runtime, company);
      await followTransfers(runtime, company);
    },
    liveDay: async (date) => {
      await setClock();
      await liveStreet(street, kept, date);
      return kept.splice(0).length + (await tills.liveDay(date));
    },
    stop: () => stopGateways(gateways),
  };
}

interface Street {
  banks: BankWorld;
  work: DemoDesk;
  houses: readonly BankHabit[];
  gateways: readonly Gateway[];
  isFirstDay: boolean;
}

async function liveStreet(street: Street, payers: readonly Payer[], date: BusinessDate): Promise<void> {
  const { banks, gateways } = street;
  const people = payers.map((payer) => {
    const { code, name } = customerAt(street.work.story.population, payer.index);
    return { payer, code, name, rail: railOf(street, payer)! };
  });
  await inTurns(
    people,
    async ({ payer, code, rail }) => {
      if (rail.by === 'qr') await scanAndPay(banks, code, date);
      else if (rail.by === 'gateway') await orderAt(banks, rail.gateway, code, whatPayerDoes(payer));
    },
    6,
  );
  for (const { desk } of gateways) await desk.callBack();
  const by = Map.groupBy(people, ({ rail }) => rail.by);
  await payOnPaper(banks, { firms: by.get('order') ?? [], drawers: by.get('cheque') ?? [] }, date);
  await liveDebits(street, by.get('debit') ?? [], date);
}

const metersOfFirm = 3;

/** Firms pay for a few meters with one order; cheques of a day go to the bank on one slip. */
async function payOnPaper(
  banks: BankWorld,
  { firms, drawers }: { firms: readonly Signed[]; drawers: readonly Signed[] },
  date: BusinessDate,
): Promise<void> {
  for (let from = 0; from < firms.length; from += metersOfFirm) {
    const codes = firms.slice(from, from + metersOfFirm).map(({ code }) => code);
    await payByOrder(banks, { name: firms[from]!.name, codes }, date);
  }
  const cheques = drawers.map(({ code, name: drawer }) => ({ code, drawer }));
  if (cheques.length > 0) await bringCheques(banks, cheques, { on: date, bounces: cheques.length > 2 });
}

async function liveDebits(
  street: Street,
  signed: readonly (Signed & { rail: Rail })[],
  date: BusinessDate,
): Promise<void> {
  const { banks, work, houses } = street;
  if (street.isFirstDay) await signWithNeighbours(street, date);
  street.isFirstDay = false;
  for (const house of houses) {
    const own = signed.filter(({ rail }) => rail.by === 'debit' && rail.house === house);
    if (own.length > 0) await bringMandates(banks, house, own, { signedOn: '05/01/2026' });
    // Banks take files on working days; who has signed meanwhile is asked for on the next.
    if (isWorkingDay(date, work.calendar)) await askForDebits(banks, house);
  }
  await answerDebits(banks, houses, date);
}

/** A list with slips in it, and papers that field staff have taken down and nobody has sent on yet. */
async function signWithNeighbours({ banks, work, houses }: Street, date: BusinessDate): Promise<void> {
  const { population } = work.story;
  const people = work.unhurried.map((index) => customerAt(population, index));
  const [house] = houses;
  if (!house || people.length < 12) return;
  await bringMandates(banks, house, [], { signedOn: '12/01/2026', slips: people.slice(0, 3) });
  await takeDownMandates(banks, house, people.slice(3, 12), `${monthOf(date)}-02`);
}

import assert from 'node:assert/strict';
import { addDays, type BusinessDate } from '../../core/dates.ts';
import { isWorkingDay } from '../../core/working-days.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import { accountsAt, openAccounts, qrPartner } from '../../simulator/banks/accounts.ts';
import { openBooks } from '../../simulator/banks/books.ts';
import { agreeOnDebits, answerDebits } from '../../simulator/banks/debit-days.ts';
import type { BankHabit } from '../../simulator/banks/habit.ts';
import type { BankWorld } from '../../simulator/banks/world.ts';
import { connectGateways, orderAt, startGateways, type Gateway } from '../../simulator/rails/gateways.ts';
import { bringMandates } from '../../simulator/rails/mandates.ts';
import { scanAndPay } from '../../simulator/rails/qr-payers.ts';
import { debitHouses } from '../../simulator/rails/wallet-houses.ts';
import { atEnd } from '../support/at-end.ts';
import { listen } from '../support/gateways.ts';
import { signInAs } from '../support/staff.ts';
import { deskOf, start, type Town } from './month-town.ts';

/** Banks, wallets and gateways of the month, beside the partners' own calls. */
export interface MonthRails {
  banks: BankWorld;
  houses: readonly BankHabit[];
  gateways: readonly Gateway[];
  /** Payers of a day who do not go to a partner. */
  liveDay(day: BusinessDate): Promise<void>;
  /** Banks answer what they were asked; the run of a day begins with the day. */
  answer(day: BusinessDate): Promise<void>;
}

/** As many ways of asking and answering: a table twice, a notice with a report, a wallet. */
const asked = ['SONGLA', 'LAMGIANG', 'MOMO'];
/** Partners whose money comes to an account of their own house; that of all others to the main one. */
const houseBanks = ['LAMGIANG'];
const nameOfAll = 'Nguyễn Văn An';

export async function openMonthRails(town: Town): Promise<MonthRails> {
  const { runtime, app, desk, record, calendar, partners } = town;
  const { company } = runtime;
  const own = { code: qrPartner, name: 'VietQR', kind: 'own', channels: ['vietqr'] } as const;
  await upsertPartner(company.db, { ...own, channels: [...own.channels] });
  let at = (await town.now()).at;
  const banks: BankWorld = {
    companyCode: company.code,
    desk,
    books: openBooks(),
    accounts: accountsAt(houseBanks),
    record,
    calendar,
    switches: new Map(),
    now: () => at,
  };
  await openAccounts(desk, banks.books, banks.accounts, start);
  const houses = debitHouses.filter(({ code }) => asked.includes(code));
  for (const house of houses) await agreeOnDebits(banks, house);
  const gateways = await startGateways(company.code, partners);
  atEnd(async () => void (await Promise.all(gateways.map((gateway) => gateway.desk.stop()))));
  await connectGateways(deskOf(await signInAs(app, runtime, 'operator')), gateways, await listen(app));
  const rails: MonthRails = {
    banks,
    houses,
    gateways,
    answer: async (day) => {
      at = (await town.now()).at;
      const sent = await answerDebits(banks, houses, day);
      assert.deepEqual(
        sent.filter(({ outcome }) => outcome === 'refused'),
        [],
      );
      await town.runJobs();
    },
    liveDay: async (day) => {
      at = (await town.now()).at;
      await liveRails(town, rails, day);
    },
  };
  return rails;
}

/** On some days somebody scans, orders through a gateway, or signs a mandate, which is debited on the next. */
async function liveRails(
  town: Town,
  { banks, houses, gateways }: MonthRails,
  day: BusinessDate,
): Promise<void> {
  const number = Number(day.slice(8));
  if (number % 3 === 0)
    for (let payer = 0; payer < 3; payer++) await scanAndPay(banks, town.nextCustomer().code, day);
  if (number % 5 === 0) {
    for (const gateway of gateways) {
      assert.ok(await orderAt(banks, gateway, town.nextCustomer().code), gateway.account);
      gateway.desk.switches.duplicate = number % 2 === 0;
      await gateway.desk.callBack();
    }
  }
  if (number % 7 === 0 && isWorkingDay(addDays(day, 1), banks.calendar)) {
    for (const house of houses) {
      const signed = Array.from({ length: 4 }, () => ({ code: town.nextCustomer().code, name: nameOfAll }));
      const { registered } = await bringMandates(banks, house, signed, { signedOn: '05/01/2026' });
      assert.equal(registered, signed.length, house.code);
    }
  }
}

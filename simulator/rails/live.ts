import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BusinessDate } from '../../core/dates.ts';
import type { Desk } from '../accountant.ts';
import { accountsOfDemo } from '../banks/accounts.ts';
import { openBooks } from '../banks/books.ts';
import { answerDebits } from '../banks/debit-days.ts';
import type { BankHabit } from '../banks/habit.ts';
import { banks as allBanks } from '../banks/roster.ts';
import { sendStatements } from '../banks/statement-days.ts';
import { calmBank, type BankSwitches } from '../banks/switches.ts';
import type { BankWorld, SentFile } from '../banks/world.ts';
import { customerCode } from '../customers.ts';
import type { PartnerRecord } from '../partner-files-record.ts';
import type { Payer } from '../payers.ts';
import { placeOf, type Population } from '../population.ts';
import { railOf, whatPayerDoes } from './choose-rail.ts';
import { connectGateways, orderAt, startGateways, stopGateways, type Gateway } from './gateways.ts';
import { scanAndPay } from './qr-payers.ts';
import { debitHouses } from './wallet-houses.ts';

/** The banks, wallets and gateways of one company of a running demo. */
export interface LiveRails {
  companyCode: string;
  banks: BankWorld;
  switches: Map<string, BankSwitches>;
  houses: readonly BankHabit[];
  gateways: readonly Gateway[];
  /** Takes a payer who pays by one of these ways. False: he goes to his partner. */
  pay(population: Population, payer: Payer, date: BusinessDate): Promise<boolean>;
  /** Statements up to and with a day; what comes later on that day is booked on the next. */
  sendStatements(date: BusinessDate): Promise<SentFile[]>;
  answerDebits(date: BusinessDate): Promise<SentFile[]>;
  /** Every outcome that was not told yet. Answers how many calls were made. */
  callBack(): Promise<number>;
  stop(): Promise<void>;
}

/** What the world knows already when it opens the rails of a company. */
interface RailsOf {
  companyCode: string;
  partners: readonly string[];
  notes: string | undefined;
  record: PartnerRecord;
  now: () => Date;
  /** A desk of the role, signed in. */
  openDesk(role: 'accountant' | 'operator'): Promise<Desk | undefined>;
  baseUrl: string;
}

/** Undefined for a company with whose accounts no bank of the simulated world has anything to do. */
export async function openLiveRails(of: RailsOf): Promise<LiveRails | undefined> {
  const { companyCode, partners, notes, record, now, baseUrl } = of;
  const path = notes === undefined ? undefined : join(notes, `${companyCode}.banks.jsonl`);
  if (path === undefined || !existsSync(path)) return undefined;
  const [desk, operator] = [await of.openDesk('accountant'), await of.openDesk('operator')];
  if (!desk || !operator) return undefined;
  const switches = new Map(allBanks.map(({ code }) => [code, { ...calmBank }]));
  const banks: BankWorld = {
    companyCode,
    desk,
    books: openBooks(path),
    accounts: accountsOfDemo(partners),
    record,
    calendar: new Map(),
    switches,
    now,
  };
  const houses = debitHouses.filter(({ code }) => partners.includes(code));
  const gateways = await startGateways(companyCode, partners);
  await connectGateways(operator, gateways, baseUrl);
  return {
    companyCode,
    banks,
    switches,
    houses,
    gateways,
    pay: async (population, payer, date) => {
      const code = customerCode(placeOf(population, payer.index));
      const rail = railOf({ houses, gateways }, payer);
      if (rail?.by === 'qr') return (await scanAndPay(banks, code, date)) > 0;
      if (rail?.by !== 'gateway') return false;
      const ordered = await orderAt(banks, rail.gateway, code, whatPayerDoes(payer));
      await rail.gateway.desk.callBack();
      return ordered;
    },
    sendStatements: (date) => sendStatements(banks, date),
    answerDebits: (date) => answerDebits(banks, houses, date),
    callBack: async () => {
      const answers = await Promise.all(gateways.map((gateway) => gateway.desk.callBack()));
      return answers.flat().length;
    },
    stop: () => stopGateways(gateways),
  };
}

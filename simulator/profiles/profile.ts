import type { Channel } from '../../core/channels.ts';

/** How people live there: towns pay by phone, villages in cash, and remote places most of all. */
export type Settlement = 'urban' | 'rural' | 'remote';

export interface CommuneProfile {
  /** Present code, as since 1 July 2025. */
  code: string;
  name: string;
  settlement: Settlement;
  /** Share of its unit's customers, against the other communes of the unit. */
  weight: number;
  /** Said in the address behind the village: a former commune people still call their own. */
  former?: string;
  /** The company takes no cash here any more. */
  noCounter?: boolean;
  /** Share of customers that pay without cash in the latest complete month, where it is told. */
  ratio?: number;
}

export interface UnitProfile {
  /** Six characters; every customer code of the unit begins with it. */
  code: string;
  name: string;
  /** Customers at the default size. */
  customers: number;
  /** How much further along (or behind) than its company, in logits. */
  leaning: number;
  communes: readonly CommuneProfile[];
  /** Told share of customers, and of money, in the latest complete month. */
  ratio?: number;
  moneyRatio?: number;
}

export type PartnerKind = 'bank' | 'wallet' | 'mobile_money' | 'intermediary' | 'post' | 'own';

export interface PartnerProfile {
  code: string;
  name: string;
  kind: PartnerKind;
  channels: readonly Channel[];
  /** Share of a channel's customers, in town and in the country. */
  town: number;
  country: number;
}

/** The files of the billing system differ from company to company, as they do in life. */
export interface Dialect {
  separator: ',' | ';' | '\t';
  byteOrderMark: boolean;
  lineEnd: '\n' | '\r\n';
  /** `1.234.567` instead of `1234567`. */
  dottedThousands: boolean;
  /** Vietnamese letters composed (NFC) or taken apart (NFD). */
  letters: 'NFC' | 'NFD';
  dates: 'dd/MM/yyyy' | 'yyyy-MM-dd';
}

export interface CompanyProfile {
  code: string;
  name: string;
  province: string;
  /** First digit of its bill ids behind the leading 9. */
  digit: number;
  surnames: readonly (readonly [string, number])[];
  villages: Record<Settlement, string>;
  /** Share of the villages outside towns where ethnic minorities live. */
  ethnicMinority: number;
  /** How many villages outside the towns a report counts, and how many of them fibre has not reached. */
  toldVillages?: { count: number; withoutFibre: number };
  units: readonly UnitProfile[];
  partners: readonly PartnerProfile[];
  /** Share of customers in the latest complete month, and what it gains per month. */
  ratio: number;
  gainPerMonth: number;
  /** The told ratio of all rural and remote communes together. */
  ruralRatio?: number;
  /** Complete months in the default demo. */
  months: number;
  /** Assigned plan for the end of the year, shares. */
  target: { customers: number; money: number };
  dialect: Dialect;
}

/** Writes a commune list tersely: `18073 Phường Thành Sen`, one a line; wards are urban, communes rural. */
export function communes(
  text: string,
  changes: Record<string, Partial<CommuneProfile>> = {},
): CommuneProfile[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, code = '', name = ''] = /^\s*(\d{5}) (.+?)\s*$/.exec(line) ?? [];
      if (!code) throw new Error(`not a commune: ${line}`);
      const urban = /^(Phường|Đặc khu)/.test(name);
      return { code, name, settlement: urban ? 'urban' : 'rural', weight: urban ? 3 : 1, ...changes[code] };
    });
}

/** The company's own hands: its collectors and its counters. */
export const ownCash: PartnerProfile = {
  code: 'DIENLUC',
  name: 'Thu tại điện lực (mô phỏng)',
  kind: 'own',
  channels: ['counter_cash', 'staff_cash'],
  town: 1,
  country: 1,
};

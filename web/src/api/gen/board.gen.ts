// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Commune, Customers, Figure, Frozen, Unit, UnitKind } from './shared.gen.ts';

export type BoardForecastCustomers = {
  /** Band of 80 %; empty with fewer than six months without a gap */
  points: { period: string; ratio: number; low: number; high: number }[];
  reached: string;
  denominator: string;
  /** That December's, else the period's */
  target: number | null;
  /** To the target, at the present denominator */
  missing: string | null;
  /** Needed every month left; null when none is */
  perMonth: string | null;
};

export type BoardLastYear = { customers: Customers; bills: Customers; money: Customers };

export type BoardTrendCustomers = {
  denominator: string;
  numerator: string;
  official: number | null;
  strict: number | null;
};

/** GET /board */
export type GetBoardQuery = {
  period?: string;
  unit?: string;
  boundary?: 'present' | 'former';
  format?: 'xlsx' | 'pdf';
};

/** GET /board */
export type GetBoardAnswer = {
  period: string;
  periods: string[];
  unit: Unit;
  asOf: string;
  /** The figures of the month are not frozen */
  provisional: boolean;
  /** Null: the figures of the month are provisional */
  frozen: Frozen | null;
  figures: { customers: Figure; bills: Figure; money: Figure };
  /** The same month a year before; null without figures */
  lastYear: { period: string; customers: Customers; bills: Customers; money: Customers } | null;
  /** Null before the first month that has ended */
  forecast: {
    /** Name and version of the way of looking ahead */
    method: string;
    from: string;
    to: string;
    until: string;
    monthsLeft: number;
    customers: BoardForecastCustomers;
    money: BoardForecastCustomers;
  } | null;
  /** The newest month while it is being collected; null before the first bill */
  live: {
    period: string;
    bills: string;
    billsPaid: string;
    /** Whole VND, decimal digits */
    billed: string;
    /** Whole VND, decimal digits */
    paid: string;
    customers: Figure;
  } | null;
  cashBeside: {
    channel: Channel;
    /** Whole VND, decimal digits */
    amount: string;
    share: number | null;
  }[];
  units: {
    code: string;
    name: string;
    kind: UnitKind;
    customers: Figure;
    bills: Figure;
    money: Figure;
    /** The same month a year before; null without figures */
    lastYear: BoardLastYear | null;
    /** Up to twelve months, the last of them the period itself; official definition */
    months: { period: string; customers: number | null; money: number | null }[];
    hasChildren: boolean;
  }[];
  boundary: 'present' | 'former';
  communes: (Commune & {
    kind: 'commune' | 'district' | 'undecided';
    /** Present communes that it is made of */
    codes: string[];
    disadvantaged: boolean;
    /** The company's own counters that are open today; null where none was ever registered */
    counters: number | null;
    /** Villages without mobile coverage; null where the register says of none whether there is any */
    uncovered: number | null;
    /** The same month a year before; null without figures */
    lastYear: BoardLastYear | null;
  })[];
  channels: {
    period: string;
    channel: Channel;
    /** Whole VND, decimal digits */
    amount: string;
    bills: string;
    /** Of the money collected for this month */
    share: number | null;
  }[];
  trend: { period: string; customers: BoardTrendCustomers; money: BoardTrendCustomers }[];
  /** From the first month of the lines to the end of the forecast, so also what is planned */
  events: {
    /** The month of its day, or the month that was frozen */
    period: string;
    on: string;
    kind: 'counter_closed' | 'counter_opened' | 'plan_handed_over' | 'frozen' | 'restated';
    /** The counter, the letter's number or the frozen version */
    name: string;
    /** Code of the counter, id of the plan, or the frozen month */
    key: string;
  }[];
};

// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Channel, Commune, Figure, UnitKind } from './shared.gen.ts';

/** GET /board */
export type GetBoardQuery = { period?: string; unit?: string; format?: 'xlsx' };

/** GET /board */
export type GetBoardAnswer = {
  period: string;
  periods: string[];
  unit: { code: string; name: string; kind: UnitKind };
  asOf: string;
  /** The month has not ended */
  provisional: boolean;
  figures: { customers: Figure; bills: Figure; money: Figure };
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
    hasChildren: boolean;
  }[];
  communes: Commune[];
  channels: {
    period: string;
    channel: Channel;
    /** Whole VND, decimal digits */
    amount: string;
    bills: string;
    /** Of the money collected for this month */
    share: number | null;
  }[];
  trend: {
    period: string;
    customers: { official: number | null; strict: number | null };
    money: { official: number | null; strict: number | null };
  }[];
};

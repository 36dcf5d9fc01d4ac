import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BusinessDate } from '../../../core/dates.ts';
import type { TariffVersion } from '../../../core/tariffs/price-energy.ts';

/** Prices and VAT rates by date; origin in data/tariffs/README.md. A new decision is new rows and a restart. */
export interface Tariffs {
  groups: readonly TariffGroup[];
  prices: readonly (TariffVersion & { group: string })[];
  /** Ascending by day; in whole per cent. */
  vatRates: readonly { from: BusinessDate; percent: number; basis: string }[];
}

export interface TariffGroup {
  code: string;
  vi: string;
  en: string;
  aliases: readonly string[];
}

const file = resolve(import.meta.dirname, '../../../data/tariffs/tariffs.json');
let tariffs: Tariffs | undefined;

export function readTariffs(): Tariffs {
  tariffs ??= JSON.parse(readFileSync(file, 'utf8')) as Tariffs;
  return tariffs;
}

/** Whether what a group pays for a kWh depends on how many there are, by any decision. */
export function hasTiers(groupCode: string): boolean {
  return readTariffs().prices.some(({ group, tiers }) => group === groupCode && tiers.length > 1);
}

/** By its code or another word for it, in any case, with spaces or underlines for hyphens. */
export function findGroup(name: string): TariffGroup | undefined {
  const wanted = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  return readTariffs().groups.find(({ code, aliases }) => code === wanted || aliases.includes(wanted));
}

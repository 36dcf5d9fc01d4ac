import type { Month } from '../core/dates.ts';
import { isCashless } from './conversions.ts';
import { bookNumber, customerCode, twoDigits } from './customers.ts';
import { isVacant, placeOf, type Place, type Population } from './population.ts';
import { random } from './random.ts';
import { priceEnergy, type Price } from './tariff.ts';
import { isBalancer, traitsOf } from './traits.ts';

/** One month's bill, as the billing system exports it. Meters are read at month end; bills come out on the first. */
export interface SimulatedBill extends Price {
  externalId: string;
  customerCode: string;
  unitCode: string;
  month: Month;
  issuedOn: string;
  dueOn: string;
  energyKwh: number;
}

/** Heat in early summer, a cold new year: consumption by calendar month against the year's mean. */
const season = [0.92, 0.86, 0.88, 0.95, 1.1, 1.3, 1.34, 1.24, 1.06, 0.94, 0.86, 0.9];
const householdKwh = { urban: 205, rural: 135, remote: 85 };
const businessKwh = 1150;

/** Undefined for an empty house. */
export function billAt(population: Population, index: number, month: Month): SimulatedBill | undefined {
  const place = placeOf(population, index);
  if (isVacant(place)) return undefined;
  const { kind } = traitsOf(population, place);
  const energyKwh = isBalancer(place)
    ? balancingKwh(population, place, month)
    : usualKwh(population, place, month);
  const { profile } = population;
  const serial = String(place.cell.firstInUnit + place.position + 1).padStart(7, '0');
  const unitNumber = twoDigits(profile.units.indexOf(place.cell.unit));
  return {
    externalId: `9${month.slice(2, 4)}${month.slice(5, 7)}${profile.digit}${unitNumber}${serial}`,
    customerCode: customerCode(place),
    unitCode: place.cell.unit.code,
    month,
    issuedOn: `${month}-01`,
    dueOn: `${month}-${twoDigits(8 + 3 * (bookNumber(place) % 6))}`,
    energyKwh,
    ...priceEnergy(energyKwh, kind),
  };
}

/** A customer's own level, his month, and a season. */
function usualKwh(population: Population, place: Place, month: Month): number {
  const { code } = population.profile;
  const { kind, level } = traitsOf(population, place);
  const monthly = random(code, place.index, month);
  const noise = 0.85 + 0.3 * monthly.next();
  const factor = (season[Number(month.slice(5, 7)) - 1] ?? 1) * noise;
  if (kind === 'business') {
    return Math.max(20, Math.round(businessKwh * Math.exp(level * 1.6) * noise));
  }
  const mean = 0.93 * householdKwh[place.cell.commune.settlement];
  return Math.max(4, Math.round(mean * Math.exp(level) * factor));
}

/** So much energy that the cashless share of the unit's money is the told one in the month of the anchor. */
function balancingKwh(population: Population, balancer: Place, month: Month): number {
  const { unit } = balancer.cell;
  let cashless = 0;
  let cash = 0;
  for (const cell of population.cells.filter((one) => one.unit === unit)) {
    for (let index = cell.first; index < cell.first + cell.size; index++) {
      const place = placeOf(population, index);
      if (isVacant(place) || isBalancer(place)) continue;
      const { totalVnd } = priceEnergy(usualKwh(population, place, month), traitsOf(population, place).kind);
      if (isCashless(population, index, month)) cashless += totalVnd;
      else cash += totalVnd;
    }
  }
  const ratio = unit.moneyRatio ?? 0;
  const wanted = (ratio / (1 - ratio)) * cash - cashless;
  return Math.max(100, Math.round(wanted / priceEnergy(1, 'business').totalVnd));
}

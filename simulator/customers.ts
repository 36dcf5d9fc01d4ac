import { businessName, personName } from './names.ts';
import { isVacant, placeOf, type Cell, type Place, type Population } from './population.ts';
import type { CompanyProfile } from './profiles/index.ts';
import { random } from './random.ts';
import { isBalancer, traitsOf } from './traits.ts';
import { villageNumber } from './village-reach.ts';

/** A fictional customer, as the billing system's master file knows him. */
export interface Customer {
  code: string;
  name: string;
  address: string;
  unitCode: string;
  bookCode: string;
  communeCode: string;
  kind: 'household' | 'business';
  phone: string;
  taxCode: string;
  /** `YYYY-MM-DD`. */
  since: string;
}

/** Codes begin here in each unit, so that they never meet those of a sample file, which count from 1. */
const firstNumber = 5_000_001;
const customersPerBook = 60;

export function customerCode(place: Place): string {
  return `${place.cell.unit.code}${firstNumber + place.cell.firstInUnit + place.position}`;
}

/** Counted through a unit. */
export function bookNumber({ cell, position }: Place): number {
  return 501 + Math.floor((cell.firstInUnit + position) / customersPerBook);
}

export function customerAt(population: Population, index: number): Customer {
  const place = placeOf(population, index);
  const { profile } = population;
  const { unit, commune } = place.cell;
  const chance = random(profile.code, index, 'customer');
  const { kind, hasPhone, since } = traitsOf(population, place);
  const number = villageNumber(population, place.cell, place.position);
  const village = villageName(profile, place.cell, number);
  return {
    code: customerCode(place),
    name: isBalancer(place)
      ? 'Công ty TNHH Khai khoáng Ngọc Sơn Mê'
      : kind === 'business'
        ? businessName(chance, village)
        : personName(profile.surnames, chance),
    address: `${village}, ${commune.name}, ${profile.province}`,
    unitCode: unit.code,
    bookCode: `${unit.code.replace(/0+$/, '').slice(-2)}${bookNumber(place)}`,
    communeCode: commune.code,
    kind,
    phone: hasPhone ? `055${String(chance.below(10_000_000)).padStart(7, '0')}` : '',
    taxCode: kind === 'business' ? `99${String(chance.below(100_000_000)).padStart(8, '0')}` : '',
    since: `${since}-${twoDigits(1 + chance.below(12))}-${twoDigits(1 + chance.below(28))}`,
  };
}

/** As it stands at the head of an address: `Thôn 3`, or `Xóm 3 (Khánh Hải)` where an old commune lives on. */
export function villageName(profile: CompanyProfile, { commune }: Cell, number: number): string {
  const former = commune.former ? ` (${commune.former})` : '';
  return `${profile.villages[commune.settlement]} ${number}${former}`;
}

/** True for a customer who gets bills. */
export function isBilled(population: Population, index: number): boolean {
  return !isVacant(placeOf(population, index));
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

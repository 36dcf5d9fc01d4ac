import { businessName, personName } from './names.ts';
import { isVacant, placeOf, type Cell, type Place, type Population } from './population.ts';
import type { CompanyProfile } from './profiles/index.ts';
import { random } from './random.ts';

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
const customersPerVillage = 24;

export function customerCode(place: Place): string {
  return `${place.cell.unit.code}${firstNumber + place.cell.firstInUnit + place.position}`;
}

/** Businesses mostly pay without cash: most of them stand early in the order of giving it up. */
export function kindOf(population: Population, place: Place): Customer['kind'] {
  if (isBalancer(place)) return 'business';
  const chance = random(population.profile.code, place.index, 'kind').next();
  return chance < (place.rank < place.cell.size * 0.4 ? 0.11 : 0.02) ? 'business' : 'household';
}

/** The one large business whose bill makes a unit's told share of money come out: the first to give up cash there. */
export function isBalancer(place: Place): boolean {
  const { unit, commune } = place.cell;
  return unit.moneyRatio !== undefined && unit.communes[0] === commune && place.rank === 0;
}

export function customerAt(population: Population, index: number): Customer {
  const place = placeOf(population, index);
  const { profile } = population;
  const { unit, commune } = place.cell;
  const chance = random(profile.code, index, 'customer');
  const kind = kindOf(population, place);
  const village = villageName(profile, place.cell, villageNumber(place.position));
  const book = 501 + Math.floor((place.cell.firstInUnit + place.position) / customersPerBook);
  return {
    code: customerCode(place),
    name: isBalancer(place)
      ? 'Công ty TNHH Khai khoáng Ngọc Sơn Mê'
      : kind === 'business'
        ? businessName(chance)
        : personName(profile.surnames, chance),
    address: `${village}, ${commune.name}, ${profile.province}`,
    unitCode: unit.code,
    bookCode: `${unit.code.replace(/0+$/, '').slice(-2)}${book}`,
    communeCode: commune.code,
    kind,
    phone: chance.next() < 0.85 ? `055${String(chance.below(10_000_000)).padStart(7, '0')}` : '',
    taxCode: kind === 'business' ? `99${String(chance.below(100_000_000)).padStart(8, '0')}` : '',
    since: `${2008 + chance.below(15)}-${twoDigits(1 + chance.below(12))}-${twoDigits(1 + chance.below(28))}`,
  };
}

/** From 1. */
export function villageNumber(position: number): number {
  return 1 + Math.floor(position / customersPerVillage);
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

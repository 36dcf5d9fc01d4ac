import { addDays, addMonths, type BusinessDate } from '../core/dates.ts';
import type { ExportFile } from './billing-system.ts';
import { counterClosedOn } from './counters.ts';
import { customerAt, twoDigits } from './customers.ts';
import { placeOf, type Population } from './population.ts';
import type { CommuneProfile, CompanyProfile, PartnerKind } from './profiles/profile.ts';
import { random, type Random } from './random.ts';
import { traitsOf } from './traits.ts';

/** Lists that a company's units keep beside the billing system: where customers pay, and at which number they answer. */

function listFile(
  name: string,
  { profile }: Population,
  header: string,
  lines: readonly string[],
): ExportFile {
  return {
    fileName: `${name}-${profile.code.toLowerCase()}.csv`,
    rows: lines.length,
    totalVnd: 0n,
    *pieces() {
      yield `${header}\n`;
      yield* lines.map((line) => `${line}\n`);
    },
  };
}

const officeKinds: readonly { kind: PartnerKind; word: string; name: string; code: string; share: number }[] =
  [
    { kind: 'bank', word: 'Chi nhánh ngân hàng', name: 'Phòng giao dịch', code: 'NH', share: 0.4 },
    { kind: 'post', word: 'Bưu cục', name: 'Bưu cục', code: 'BC', share: 0.8 },
    { kind: 'mobile_money', word: 'Điểm Mobile Money', name: 'Điểm Mobile Money', code: 'MM', share: 0.6 },
  ];

const header = 'MA_DIEM;LOAI_DIEM;TEN_DIEM;MA_XA;MA_DOI_TAC;NGAY_MO;NGAY_DONG;GIO_MO_CUA';

/**
 * The places to pay of every commune on a day: counters, some closed in the last year and all where the story says that
 * none is left; agents and offices of partners. `tills` are codes of counters whose place the list describes, by commune.
 */
export function exportPayPoints(
  population: Population,
  today: BusinessDate,
  tills: ReadonlyMap<string, string>,
): ExportFile {
  const lines = population.cells.flatMap((cell) => {
    const { commune } = cell;
    const chance = random(population.profile.code, commune.code, 'pay points');
    const daysAgo = (most: number): BusinessDate => addDays(today, -1 - chance.below(most));
    return [
      counterOf(commune, { till: tills.get(commune.code), closedOn: counterClosedOn(population, cell) }),
      ...pointsOf(commune, { profile: population.profile, chance, daysAgo }),
    ].map((fields) => fields.join(';'));
  });
  return listFile('diem', population, header, lines);
}

function counterOf(
  { code, name }: CommuneProfile,
  { till, closedOn }: { till: string | undefined; closedOn: BusinessDate | undefined },
): string[] {
  const hours = '7 giờ 30 – 16 giờ';
  return [till ?? `BT${code}`, 'Bàn thu', `Bàn thu ${name}`, code, '', '2016-03-01', closedOn ?? '', hours];
}

/** Points of agents and offices of partners in a commune. */
function pointsOf(
  { code, name, settlement }: CommuneProfile,
  {
    profile,
    chance,
    daysAgo,
  }: { profile: CompanyProfile; chance: Random; daysAgo: (most: number) => BusinessDate },
): string[][] {
  // Nobody but the collector comes to some of the places far away.
  if (settlement === 'remote' && chance.next() < 0.45) return [];
  const agents = profile.partners.filter(
    ({ kind, channels }) => kind !== 'own' && channels.some((channel) => channel === 'agent_cash'),
  );
  const points = agents.flatMap((partner, index) => {
    if (chance.next() >= 0.7) return [];
    const place = [`D${code}-${index + 1}`, 'Điểm thu hộ', `${partner.name}, ${name}`, code];
    return [[...place, partner.code, daysAgo(900), '', '']];
  });
  const offices = officeKinds.flatMap((office) => {
    const partner = profile.partners.find(({ kind }) => kind === office.kind);
    if (!partner || chance.next() >= office.share) return [];
    const place = [`${office.code}${code}`, office.word, `${office.name} ${name}`, code];
    return [[...place, partner.code, daysAgo(1_800), '', '8 giờ – 17 giờ']];
  });
  return [...points, ...offices];
}

const shareOnZalo = 0.6;

/** Numbers that the units have tried in the last fifteen months; many of those answered on Zalo too. */
export function exportContacts(population: Population, today: BusinessDate): ExportFile {
  const lines: string[] = [];
  for (let index = 0; index < population.size; index++) {
    const { verifiedBack } = traitsOf(population, placeOf(population, index));
    if (verifiedBack === undefined) continue;
    const { code, phone } = customerAt(population, index);
    const chance = random(population.profile.code, index, 'contact');
    const month = addMonths(population.anchor, 1 - verifiedBack);
    const verifiedOn = `${month}-${twoDigits(1 + chance.below(28))}`;
    const relation = chance.next() < 0.82 ? 'Chính chủ' : 'Người thân';
    const onZalo = chance.next() < shareOnZalo ? verifiedOn : '';
    // Of the running month only what has been done by today.
    if (verifiedOn <= today) lines.push([code, phone, relation, verifiedOn, onZalo].join(';'));
  }
  return listFile('so-dien-thoai', population, 'MA_KHANG;DTHOAI;QUAN_HE;NGAY_XAC_MINH;NGAY_ZALO', lines);
}

/** Accounts and wallets that customers opened since the year began, as banks and wallets reported them. */
export function exportOpenings(population: Population, today: BusinessDate): ExportFile {
  const { profile, size } = population;
  const banks = profile.partners.filter(({ kind }) => kind === 'bank');
  const wallets = profile.partners.filter(({ kind }) => kind === 'wallet');
  const lines: string[] = [];
  for (let index = 0; index < size; index++) {
    const chance = random(profile.code, index, 'opening');
    if (chance.next() > 0.06) continue;
    const isWallet = chance.next() < 0.6;
    const { name } = chance.pick(isWallet ? wallets : banks);
    const day = addDays(today, -chance.below(300));
    lines.push(
      [customerAt(population, index).code, isWallet ? 'Ví điện tử' : 'Tài khoản', day, name].join(';'),
    );
  }
  return listFile('tai-khoan-vi', population, 'MA_KHANG;LOAI;NGAY_MO;NOI_MO', lines);
}

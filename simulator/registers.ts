import { addDays, type BusinessDate } from '../core/dates.ts';
import type { ExportFile } from './billing-system.ts';
import { customerAt } from './customers.ts';
import type { Population } from './population.ts';
import type { CommuneProfile, CompanyProfile, PartnerKind } from './profiles/profile.ts';
import { random, type Random } from './random.ts';

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
  const communes = new Map(population.cells.map(({ commune }) => [commune.code, commune]));
  const lines = [...communes.values()].flatMap((commune) => {
    const chance = random(population.profile.code, commune.code, 'pay points');
    const daysAgo = (most: number): BusinessDate => addDays(today, -1 - chance.below(most));
    return [
      counterOf(commune, { till: tills.get(commune.code), chance, daysAgo }),
      ...pointsOf(commune, { profile: population.profile, chance, daysAgo }),
    ].map((fields) => fields.join(';'));
  });
  return listFile('diem', population, header, lines);
}

interface Told {
  chance: Random;
  daysAgo: (most: number) => BusinessDate;
}

function counterOf(
  { code, name, noCounter }: CommuneProfile,
  { till, chance, daysAgo }: Told & { till: string | undefined },
): string[] {
  const isClosed = noCounter === true || (till === undefined && chance.next() < 0.25);
  const closedOn = isClosed ? daysAgo(330) : '';
  const hours = '7 giờ 30 – 16 giờ';
  return [till ?? `BT${code}`, 'Bàn thu', `Bàn thu ${name}`, code, '', '2016-03-01', closedOn, hours];
}

/** Points of agents and offices of partners in a commune. */
function pointsOf(
  { code, name }: CommuneProfile,
  { profile, chance, daysAgo }: Told & { profile: CompanyProfile },
): string[][] {
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

const shareVerified = 0.52;
const shareOnZalo = 0.6;

/** Numbers that the units have tried, most of them in the last half year; half of those answered on Zalo too. */
export function exportContacts(population: Population, today: BusinessDate): ExportFile {
  const lines: string[] = [];
  for (let index = 0; index < population.size; index++) {
    const { code, phone } = customerAt(population, index);
    const chance = random(population.profile.code, index, 'contact');
    if (phone === '' || chance.next() > shareVerified) continue;
    const verifiedOn = addDays(today, -chance.below(180));
    const relation = chance.next() < 0.82 ? 'Chính chủ' : 'Người thân';
    lines.push([code, phone, relation, verifiedOn, chance.next() < shareOnZalo ? verifiedOn : ''].join(';'));
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

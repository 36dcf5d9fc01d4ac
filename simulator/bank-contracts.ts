import { formatBusinessDate, type BusinessDate } from '../core/dates.ts';
import type { FeeRule } from '../core/fees.ts';
import type { Contract } from './bank.ts';

const flat = (perPaymentVnd: string): FeeRule => ({ kind: 'flat', perPaymentVnd });
const percent = (basisPoints: number, minVnd: string, maxVnd: string): FeeRule => ({
  kind: 'percent',
  basisPoints,
  minVnd,
  maxVnd,
});

const usual: Contract = {
  cutOff: '24:00',
  settleDays: 1,
  feeRule: { kind: 'none' },
  feeMode: 'invoiced',
  feeVatRate: 10,
  fileDue: '08:00',
  contact: '',
  marks: [],
  payer: '',
  combines: false,
  text: () => '',
};

type Wish = Partial<Contract> & { name: string };

/** One contract unlike the other, as they come about over the years. Names are without marks: banks write them so. */
const wishes: Record<string, Wish> = {
  NONGTHON: { name: 'NH NONG THON MOI', feeRule: flat('1100'), feeMode: 'netted' },
  HONGLINH: { name: 'NH HONG LINH', combines: true, cutOff: '22:00' },
  SONGLA: { name: 'NH SONG LA', feeRule: flat('1500') },
  LAMGIANG: { name: 'NH LAM GIANG', settleDays: 2, combines: true },
  THIENCAM: { name: 'NH THIEN CAM', feeRule: percent(20, '1000', '5000') },
  DEONGANG: { name: 'NH DEO NGANG', combines: true },
  HOANHSON: { name: 'NH HOANH SON', feeRule: flat('900'), feeMode: 'netted', combines: true },
  CUASOT: { name: 'NH CUA SOT' },
  NGANSAU: { name: 'NH NGAN SAU' },
  KYLA: { name: 'NH KY LA', combines: true },
  BENTHUY: { name: 'NH SO BEN THUY', cutOff: '23:00' },
  MOMO: { name: 'CTY VI MOMO', feeRule: flat('1200'), feeMode: 'netted', combines: true },
  ZALOPAY: { name: 'CTY ZALOPAY', feeRule: percent(30, '800', '4000') },
  VIETTELPAY: { name: 'TCT VIETTELPAY', settleDays: 2 },
  MMSAOMAI: { name: 'MOBILE MONEY SAO MAI', feeRule: flat('700'), feeMode: 'netted' },
  MMDONGXANH: { name: 'MOBILE MONEY DONG XANH', combines: true },
  BUUCUC: { name: 'BUU CUC THU HO', settleDays: 2, combines: true, fileDue: '10:00' },
  THUHOVIET: { name: 'TRUNG GIAN THU HO VIET', feeRule: flat('1300'), combines: true },
};

/** The contract of a simulated partner. */
export function contractOf(partner: string): Contract {
  const wish = wishes[partner];
  if (!wish) throw new Error(`${partner} has no contract`);
  const { name, ...terms } = wish;
  return {
    ...usual,
    contact: `Phòng đối soát, 1900 ${String(1000 + Object.keys(wishes).indexOf(partner) * 37)}`,
    marks: [name],
    payer: name,
    text: (days) => textOf(partner, name, days),
    ...terms,
  };
}

export function contractsOf(partners: readonly string[]): Map<string, Contract> {
  return new Map(partners.map((partner) => [partner, contractOf(partner)]));
}

/** What the power company writes down of a contract. */
export function termsOf({
  marks,
  payer: _payer,
  combines: _combines,
  text: _text,
  ...terms
}: Contract): object {
  return { ...terms, bankMarks: marks, prefunded: false, dailyLimit: null };
}

/** Every bank has words of its own; the days are in all of them. */
function textOf(partner: string, name: string, days: readonly BusinessDate[]): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  const from = formatBusinessDate(first);
  const span = first === last ? from : `${from}-${formatBusinessDate(last)}`;
  switch (partner.length % 3) {
    case 0:
      return `${name} CHUYEN TIEN THU HO TIEN DIEN NGAY ${span}`;
    case 1:
      return `TT TIEN DIEN ${partner} ${span.replaceAll('/', '.')}`;
    default:
      return `IBFT ${name} THU HO ${span} THEO BBDS`;
  }
}

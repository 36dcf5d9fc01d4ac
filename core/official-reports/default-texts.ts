import { formatMonth } from '../dates.ts';
import { belowOf, subjectsOf, changes } from './tables.ts';
import { changeOf, numbersOf } from './figures.ts';
import type { ReportForm } from './form.ts';
import { kindRules, type ReportKind } from './kinds.ts';
import type { ReportSource } from './source.ts';
import type { Trace } from './trace.ts';

/** What the company writes on its papers unless somebody writes otherwise. */
export interface HouseWords {
  place: string;
  capacity: string;
  signer: string;
  province: string;
  corporation: string;
  copies: string;
}

const namedAtMost = 3;

/** The form of a report that nobody has touched yet. Its sentences name numbers, so that they follow the figures. */
export function defaultForm(
  trace: Trace,
  kind: ReportKind,
  source: ReportSource,
  house: HouseWords,
): ReportForm {
  const addressee = { province_report: house.province, corporation_report: house.corporation } as Partial<
    Record<ReportKind, string>
  >;
  return {
    subject: subjectOf(kind, source),
    addressee: addressee[kind] ?? '',
    place: house.place,
    capacity: house.capacity,
    signer: house.signer,
    copies: kindRules[kind].needsAddressee ? `Như trên\n${house.copies}`.trim() : insideOnly(house.copies),
    assessment: assessment(trace, source),
    // A flash is one page: its table says who is behind.
    difficulties: kind === 'daily_flash' ? '' : difficulties(trace, source),
    proposals:
      kind === 'province_report'
        ? 'Đề nghị Ủy ban nhân dân tỉnh tiếp tục chỉ đạo chính quyền cấp xã cùng đơn vị điện lực tuyên truyền, ' +
          'hướng dẫn người dân thanh toán tiền điện không dùng tiền mặt.'
        : '',
  };
}

/** A paper for inside goes to the files and to nobody outside, unless somebody writes so. */
function insideOnly(copies: string): string {
  const kept = copies.split('\n').filter((line) => /^\W*lưu/iu.test(line.trim()));
  return kept.length > 0 ? kept.join('\n') : copies;
}

function subjectOf(kind: ReportKind, { period, unit }: ReportSource): string {
  const month = `kỳ ${formatMonth(period)}`;
  const of = unit.kind === 'company' ? '' : ` của ${unit.name}`;
  const whose: Record<ReportKind, string> = {
    daily_flash: `Thu tiền điện không dùng tiền mặt${of}`,
    weekly_league: `Thanh toán tiền điện không dùng tiền mặt của các đơn vị ${month}${of}`,
    monthly_book: `Thanh toán tiền điện không dùng tiền mặt ${month}${of}`,
    province_report: `Kết quả thanh toán tiền điện không dùng tiền mặt ${month}${of}`,
    corporation_report: `Kết quả thực hiện chỉ tiêu thanh toán không dùng tiền mặt ${month}${of}`,
  };
  return whose[kind];
}

/** Against the month before and a year ago, where there are such figures. */
function assessment(trace: Trace, source: ReportSource): string {
  const { now } = subjectsOf(source);
  const { previous, lastYear } = changes(source);
  for (const counted of ['customers', 'money'] as const) {
    changeOf(trace, now, counted, previous);
    changeOf(trace, now, counted, lastYear);
    const { attainment } = numbersOf(trace, now, counted);
    attainment();
  }
  const pair = (id: string): string => `tỷ lệ khách hàng {customers.${id}}, tỷ lệ tiền điện {money.${id}}`;
  const sentences: string[] = [];
  if (trace.numbers.has(`customers.${previous.id}`)) sentences.push(`So với kỳ trước: ${pair(previous.id)}.`);
  if (trace.numbers.has(`customers.${lastYear.id}`)) sentences.push(`So với cùng kỳ: ${pair(lastYear.id)}.`);
  if (trace.numbers.has('customers.attainment')) sentences.push('Tỷ lệ khách hàng {customers.attainment}.');
  return sentences.join(' ');
}

function difficulties(trace: Trace, source: ReportSource): string {
  const behind = source.now.units
    .filter(({ customers }) => customers.gap !== null && customers.gap !== '0')
    .slice(0, namedAtMost);
  if (behind.length === 0) return '';
  const named = behind.map((unit) => {
    numbersOf(trace, belowOf(source, unit), 'customers').gap();
    return `${unit.name} còn thiếu {unit.${unit.code}.customers.gap} khách hàng`;
  });
  return `Các đơn vị còn cách xa kế hoạch giao nhất: ${named.join('; ')}.`;
}

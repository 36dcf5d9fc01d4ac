import type { Counted } from '../../../core/kpi/definition.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { figuresOf, type DefinitionRow } from './show-definition.ts';

/** What is counted, in the words of workbooks. */
export const countedWords: Record<Counted, string> = {
  customers: 'Khách hàng',
  customerBills: 'Lượt khách hàng',
  bills: 'Hóa đơn',
  money: 'Số tiền (đ)',
};

/** Every definition with what it makes of the same month and unit: a row for each thing that it counts. */
export function definitionsWorkbook(
  counted: {
    period: string;
    unit: string | undefined;
    asOf: string;
    rows: readonly DefinitionRow[];
  },
  companyName: string,
): Workbook {
  const { period, unit, asOf, rows } = counted;
  return {
    fileName: `cach-tinh-${period}.xlsx`,
    sheets: [
      {
        name: 'Cách tính',
        title: `Các tỷ lệ theo mọi cách tính, kỳ ${period}, ${unit ?? 'toàn công ty'} – ${companyName}`,
        notes: [
          `Số liệu lúc ${momentWords(asOf)}; dòng có giờ sớm hơn ở cột «Số liệu lúc» đang chờ đếm lại. Mỗi dòng một cách tính: không cộng, không so dòng này với dòng kia.`,
        ],
        columns: [
          { header: 'Cách tính', kind: 'text', width: 22 },
          { header: 'Áp dụng từ kỳ', kind: 'text', width: 14 },
          { header: 'Từ kỳ', kind: 'text', width: 10 },
          { header: 'Đến kỳ', kind: 'text', width: 10 },
          { header: 'Đếm', kind: 'text', width: 18 },
          { header: 'Tử số', kind: 'integer', width: 20 },
          { header: 'Mẫu số', kind: 'integer', width: 20 },
          { header: 'Tỷ lệ', kind: 'percent', width: 10 },
          { header: 'Số liệu lúc', kind: 'datetime', width: 18 },
          { header: 'Nguồn', kind: 'text', width: 60 },
        ],
        rows: rows.flatMap(({ definition, counts, asOf: ownAsOf }) =>
          figuresOf(counts).map(({ counted: thing, numerator, denominator, ratio }) => [
            `${definition.name}@${definition.version}`,
            definition.validFrom ?? '',
            counts.from,
            counts.to,
            countedWords[thing],
            BigInt(numerator),
            BigInt(denominator),
            ratio,
            new Date(ownAsOf),
            definition.source,
          ]),
        ),
      },
    ],
  };
}

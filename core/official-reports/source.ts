import type { Channel } from '../channels.ts';
import type { BusinessDate, Month } from '../dates.ts';

/** What a report is made of: the board of its month, that of the month before, and of a year ago, as the board shows them. */
export interface ReportSource {
  company: { code: string; name: string; demo: boolean };
  unit: { code: string; name: string; kind: string };
  period: Month;
  /** The business day the report is about; it is dated with it. */
  on: BusinessDate;
  /** Instant up to which the books are counted. */
  asOf: string;
  /** The instant on the business clock at which it was asked for. */
  madeAt: string;
  /** What the month's figures are: `Số liệu tạm tính`, or which version was frozen when. */
  standing: string;
  now: SourceBoard;
  previous: SourceBoard;
  lastYear: SourceBoard;
}

export interface SourceBoard {
  period: Month;
  figures: SourceFigures;
  units: (SourceFigures & { code: string; name: string })[];
  communes: (SourceFigures & { code: string; name: string })[];
  channels: { period: Month; channel: Channel; amount: string; bills: string; share: number | null }[];
  /** The newest month while it is being collected. */
  live: { period: Month; bills: string; billsPaid: string; billed: string; paid: string } | null;
}

export interface SourceFigures {
  customers: SourceFigure;
  bills: SourceFigure;
  money: SourceFigure;
}

export interface SourceFigure {
  /** Whole decimal strings; ratios from 0 to 1. */
  denominator: string;
  official: { numerator: string; ratio: number | null };
  strict: { numerator: string; ratio: number | null };
  target: number | null;
  attainment: number | null;
  gap: string | null;
  definition: Record<'official' | 'strict', { name: string; version: number }>;
}

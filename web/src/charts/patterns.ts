import type { ChannelFamily } from '../theme.ts';

/** A pattern as ECharts draws it over the colour of an area: what is left of a difference when a sheet is grey. */
interface Pattern {
  symbol: 'rect' | 'circle' | 'triangle' | 'none';
  symbolSize?: number;
  dashArrayX: number | number[] | number[][];
  dashArrayY: number | number[];
  rotation?: number;
  color: string;
}

const stroke = 'rgba(255, 255, 255, 0.45)';
const lines = (rotation: number, gap: number): Pattern => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [1.5, gap],
  rotation,
  color: stroke,
});
const dots = (symbol: 'circle' | 'triangle', gap: number): Pattern => ({
  symbol,
  symbolSize: 0.8,
  dashArrayX: [
    [gap, gap],
    [0, gap, gap, 0],
  ],
  dashArrayY: [gap, 0],
  color: stroke,
});

/** One pattern for each family of channels; the largest and the last stay plain. */
export const familyPatterns: Record<ChannelFamily, Pattern | undefined> = {
  bank: undefined,
  auto_debit: lines(-Math.PI / 4, 6),
  wallet: dots('circle', 5),
  mobile_money: lines(Math.PI / 4, 6),
  order: lines(0, 5),
  agent_cash: lines(Math.PI / 2, 5),
  staff_cash: dots('triangle', 6),
  counter_cash: undefined,
};

/** What is not final yet. */
export const provisionalPattern: Pattern = lines(Math.PI / 4, 4);

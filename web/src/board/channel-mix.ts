import type { ChannelOfPeriod } from '../api/types.ts';
import type { ChannelFamily } from '../theme.ts';
import { channelFamilies, familyOfChannel } from '../ui/channel-families.ts';

export interface PeriodMix {
  period: string;
  total: bigint;
  amounts: Record<ChannelFamily, bigint>;
}

/** Money paid for the bills of each period, by family of channels, in the order of the periods. */
export function mixOfPeriods(rows: readonly ChannelOfPeriod[]): PeriodMix[] {
  const byPeriod = new Map<string, PeriodMix>();
  for (const { period, channel, amount } of rows) {
    const mix = byPeriod.get(period) ?? { period, total: 0n, amounts: noAmounts() };
    const dong = BigInt(amount);
    mix.amounts[familyOfChannel[channel]] += dong;
    mix.total += dong;
    byPeriod.set(period, mix);
  }
  return [...byPeriod.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** Part of a family in what was paid for a period; null when nothing was paid. */
export function shareOf(mix: PeriodMix, family: ChannelFamily): number | null {
  return mix.total === 0n ? null : Number((mix.amounts[family] * 1_000_000n) / mix.total) / 1_000_000;
}

function noAmounts(): Record<ChannelFamily, bigint> {
  return Object.fromEntries(channelFamilies.map((family) => [family, 0n])) as Record<ChannelFamily, bigint>;
}

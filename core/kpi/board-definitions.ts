/**
 * How figures of the boards that are no cashless ratios are counted. A figure is published with the name and version; what is
 * counted otherwise gets the next version.
 */
export const boardDefinitions = {
  /** Share of a channel in what was collected, by whatever means, for the bills of a month. */
  channelMix: { name: 'channel-mix', version: 1 },
  /** Open amounts by days from the due date to the business day, without what is being paid or disputed. */
  debtAgeing: { name: 'debt-ageing', version: 1 },
  /** Households without a dong outside cash (strict@1) in six months, by signs of hardship (`hardship.ts`). */
  cashHouseholds: { name: 'cash-households', version: 1 },
} as const;

export const versionOf = ({ name, version }: { name: string; version: number }): string =>
  `${name}@${version}`;

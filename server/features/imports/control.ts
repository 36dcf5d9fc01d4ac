import type { ControlTotals } from '../../../core/cmis/read-trailer.ts';

/** Where control totals come from. */
export type ControlSource = 'none' | 'typed' | 'trailer';

export interface Control {
  source: ControlSource;
  rows: number | null;
  totalVnd: bigint | null;
}

/** What the billing system sent: all data rows, rejected ones too, and the sum of the totals that can be read. */
export interface Sent {
  rows: number;
  totalVnd: bigint;
}

/** True when every control total given agrees with what was sent; undefined when none is given. */
export function controlAgrees(control: Control, sent: Sent): boolean | undefined {
  if (control.rows === null && control.totalVnd === null) return undefined;
  return (
    (control.rows === null || control.rows === sent.rows) &&
    (control.totalVnd === null || control.totalVnd === sent.totalVnd)
  );
}

/** True when totals typed in and totals of the trailer name different numbers. */
export function controlsDiffer(typed: Control, trailer: ControlTotals): boolean {
  return (
    (typed.rows !== null && trailer.rows !== undefined && typed.rows !== trailer.rows) ||
    (typed.totalVnd !== null && trailer.totalVnd !== undefined && typed.totalVnd !== trailer.totalVnd)
  );
}

import { addDecimals, equalDecimals, negate, type Decimal } from './decimals.ts';
import type { Balance } from './statement.ts';

interface BalancedRow {
  signed: Decimal;
  balance: Decimal;
  bookedOn: string;
}

/** The balance column of a table, of a file that lists the oldest entry first or the newest first. */
export class RunningBalance {
  private first: BalancedRow | undefined;
  private last: BalancedRow | undefined;
  private ascending: number | undefined;
  private descending: number | undefined;
  private missing = false;

  add(row: Omit<BalancedRow, 'balance'>, balance: Decimal | undefined, line: number): void {
    if (!balance) {
      this.missing = true;
      return;
    }
    const before = this.last;
    if (before) {
      if (!equalDecimals(addDecimals(before.balance, row.signed), balance)) this.ascending ??= line;
      if (!equalDecimals(addDecimals(before.balance, negate(before.signed)), balance))
        this.descending ??= line;
    }
    this.last = { ...row, balance };
    this.first ??= this.last;
  }

  /** Line on which the column contradicts the amounts in either order. */
  get brokenAt(): number | undefined {
    if (this.missing || this.ascending === undefined || this.descending === undefined) return undefined;
    return Math.max(this.ascending, this.descending);
  }

  opening(currency: string): Balance | undefined {
    const oldest = this.isNewestFirst ? this.last : this.first;
    if (this.missing || !oldest) return undefined;
    return { amount: addDecimals(oldest.balance, negate(oldest.signed)), currency };
  }

  closing(currency: string): Balance | undefined {
    const newest = this.isNewestFirst ? this.first : this.last;
    return this.missing || !newest ? undefined : { amount: newest.balance, currency };
  }

  /** Amounts that take each other back fit both ways: then the days decide. */
  private get isNewestFirst(): boolean {
    if (this.ascending !== undefined) return true;
    return (
      this.descending === undefined && this.last !== undefined && this.last.bookedOn < this.first!.bookedOn
    );
  }
}

import type { BusinessDate } from '../../../core/dates.ts';
import { codeSlips, codesIn, nearCodes, phonesIn, type NearCode } from '../../../core/near-codes.ts';
import { searchKey } from '../../../core/text.ts';
import type { Queryable } from '../../platform/db.ts';
import {
  suggestCustomers,
  type Clue,
  type SuggestedCustomer,
  type SuspenseRow,
  type SuspenseSource,
} from './suspense-queries.ts';

/** Why a customer is suggested, the likeliest reason first. */
export const suggestionReasons = [...codeSlips, 'phone', 'name'] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];

/** Who may have paid each of these: by a code one slip away, a phone number, or a name with a bill of the amount. */
export async function suggestPayers(
  on: Queryable,
  source: SuspenseSource,
  rows: readonly SuspenseRow[],
  businessOn: BusinessDate,
): Promise<Map<bigint, SuggestedCustomer[]>> {
  const clue = (row: SuspenseRow, kind: string, text: string): Clue => ({
    rowId: row.id,
    amountVnd: row.left_vnd,
    kind,
    text,
  });
  const codes = rows.flatMap((row) =>
    nearCodesOf(row, source).map(({ code, slip }) => clue(row, slip, code)),
  );
  const phones = rows.flatMap((row) =>
    phonesIn(`${row.said} ${row.payer}`).map((phone) => clue(row, 'phone', phone)),
  );
  const names = rows.flatMap((row) => {
    const name = searchKey(row.payer);
    return name.split(' ').length < 2 ? [] : [clue(row, 'name', `%${name.replaceAll(/[\\%_]/g, '\\$&')}%`)];
  });
  const found = await suggestCustomers(
    on,
    { codes, phones, names },
    { kinds: suggestionReasons, businessOn },
  );
  return Map.groupBy(found, ({ row_id }) => row_id);
}

function nearCodesOf(row: SuspenseRow, source: SuspenseSource): NearCode[] {
  return source === 'payment' ? nearCodes(row.said) : codesIn(row.said).flatMap(nearCodes);
}

import type { ContactRow } from './entry-queries.ts';
import type { ContactListRow } from './list-queries.ts';

/** Ten digits as people write them; for who has no need of the number, its last three. */
export function presentNumber(msisdn: string, isOpen: boolean): string {
  const number = `0${msisdn.slice(2)}`;
  return isOpen ? number : `${'*'.repeat(number.length - 3)}${number.slice(-3)}`;
}

export function presentKnown(
  row: Pick<ContactRow, 'msisdn' | 'relation' | 'source' | 'verified_on' | 'zalo_on'>,
  isOpen: boolean,
) {
  return {
    number: presentNumber(row.msisdn, isOpen),
    relation: row.relation,
    source: row.source,
    verifiedOn: row.verified_on,
    zaloOn: row.zalo_on,
  };
}

export function presentRow(row: ContactListRow, isOpen: boolean) {
  const { msisdn, source } = row;
  return {
    code: row.code,
    name: row.name,
    unitName: row.unit_name,
    communeName: row.commune_name,
    contact: msisdn === null || source === null ? null : presentKnown({ ...row, msisdn, source }, isOpen),
    numbers: row.numbers,
    sharedWith: row.shared_with,
  };
}

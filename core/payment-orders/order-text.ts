import { writeReference } from '../qr/transfer-reference.ts';

/** Number of an order as printed. */
export const orderNumber = (id: bigint): string => `UNC${String(id).padStart(6, '0')}`;
/** Number of a slip as printed. */
export const slipNumber = (id: bigint): string => `BKS${String(id).padStart(6, '0')}`;

export const orderReference = (id: bigint): string => writeReference({ kind: 'order', number: id });
export const slipReference = (id: bigint): string => writeReference({ kind: 'slip', number: id });

/** What a transfer between banks carries: one block of unstructured remittance of ISO 20022. */
const longestText = 140;

/**
 * What the payer's transfer is to say: the order's reference, as many customer codes as fit, and the reference again:
 * banks cut texts at either end. The reference stands for all bills of the order; the codes are for the people who read it.
 */
export function orderText(id: bigint, customerCodes: readonly string[]): string {
  const reference = orderReference(id);
  const write = (shown: number): string => {
    const rest = customerCodes.length - shown;
    const codes = customerCodes.slice(0, shown).join(' ');
    const more = rest > 0 ? `${shown > 0 ? '+' : ''}${rest} KH` : '';
    return [reference, 'TT TIEN DIEN', codes, more, reference].filter(Boolean).join(' ');
  };
  for (let shown = customerCodes.length; shown > 0; shown--) {
    const text = write(shown);
    if (text.length <= longestText) return text;
  }
  return write(0);
}

/** The same for the 25 characters of a QR code. */
export function orderPurpose(id: bigint): string {
  const text = `${orderReference(id)} UNC ${id}`;
  return text.length <= 25 ? text : orderReference(id);
}

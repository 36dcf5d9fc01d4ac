import { customerCodePattern } from './customer-code.ts';
import { decoded, type DecodedQr } from './decoded-qr.ts';
import type { Findings } from './findings.ts';

const aloneInText = new RegExp(`^${customerCodePattern.source}$`);

/** Bills that carry the bare customer code as their QR: nobody to pay to, but the bill can be looked up. */
export function readBillText(text: string, findings: Findings): DecodedQr | undefined {
  const code = text.toUpperCase();
  if (!aloneInText.test(code)) return undefined;
  return decoded({ kind: 'evn_bill', reference: code, customerLabel: code }, findings);
}

/**
 * ViettelPay writes JSON into its codes: `{"PRIORITY":"BankPlus","VERSION":"1.0","TYPE":"PAY_BILL","BILLCODE":…,
 * "ORDER_ID":…,"AMOUNT":…,"MERCHANT_CODE":…}`. Undefined for JSON that is no such thing.
 */
export function readViettelPay(text: string, findings: Findings): DecodedQr | undefined {
  const fields = readObject(text);
  if (!fields || (fields['PRIORITY'] !== 'BankPlus' && fields['MERCHANT_CODE'] === undefined))
    return undefined;
  const word = (name: string): string | null => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  const at = (name: string): number => findings.placeOfText(`"${name}"`);
  for (const name of ['MERCHANT_CODE', 'BILLCODE'] as const) {
    if (!word(name)) findings.note('missing_tag', name, at(name));
  }
  const amount = word('AMOUNT');
  const readable = amount !== null && /^\d{1,13}$/.test(amount);
  if (amount !== null && !readable) findings.note('bad_amount', 'AMOUNT', at('AMOUNT'));
  if (readable && BigInt(amount) === 0n) findings.note('zero_amount', 'AMOUNT', at('AMOUNT'));
  return decoded(
    {
      kind: 'viettelpay',
      use: amount === null ? 'static' : 'dynamic',
      account: word('MERCHANT_CODE'),
      amountVnd: readable && BigInt(amount) > 0n ? BigInt(amount) : null,
      reference: word('ORDER_ID') ?? word('BILLCODE'),
      billNumber: word('BILLCODE'),
    },
    findings,
  );
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

import type { Findings } from './findings.ts';
import { schemeIds } from './read-account.ts';
import { readTlv, type TlvField, type TlvTemplate } from './tlv.ts';

/** From this sum on the instant transfers of Napas refuse (VietQR 1.0, 8.1.1). */
export const instantLimitVnd = 500_000_000n;
/** Longest value of a sub-tag of 62 (VietQR 1.5.2, table 6). */
export const longestLabel = 25;

/** Reads currency, amount and charges. Null for no amount (the payer types it) and for one that cannot be paid. */
export function readMoney(root: TlvTemplate, scheme: string | null, findings: Findings): bigint | null {
  const currency = root.fields.get('53');
  if (!currency) {
    if (!root.broken) findings.missing('53');
  } else if (currency.value !== '704') findings.noteField('foreign_currency', currency);
  for (const tag of ['55', '56', '57']) {
    const charge = root.fields.get(tag);
    if (charge) findings.noteField('extra_charge', charge, 'warning');
  }
  const field = root.fields.get('54');
  if (!field) return null;
  const amount = readAmount(field, findings);
  if (amount !== null && amount >= instantLimitVnd && scheme === schemeIds.napas) {
    findings.noteField('over_instant_limit', field, 'warning');
  }
  return currency && currency.value !== '704' ? null : amount;
}

/** Digits with at most one point, 13 characters, never zero (VietQR 1.5.2, 5.2.6); dong have no fraction. */
function readAmount(field: TlvField, findings: Findings): bigint | null {
  const match = /^(\d+)(\.\d*)?$/.exec(field.value);
  if (!match || field.value.length > 13) {
    findings.noteField('bad_amount', field);
    return null;
  }
  const [, whole = '', fraction] = match;
  if (fraction !== undefined) {
    if (!/^\.0*$/.test(fraction)) {
      findings.noteField('fractional_dong', field);
      return null;
    }
    findings.noteField('needless_decimals', field, 'warning');
  }
  const amount = BigInt(whole);
  if (amount === 0n) {
    findings.noteField('zero_amount', field);
    return null;
  }
  if (whole.startsWith('0')) findings.noteField('leading_zeros', field, 'warning');
  return amount;
}

/** Use, merchant's category, name and city; and the country, which must be Viet Nam. */
export function readPlace(root: TlvTemplate, scheme: string | null, findings: Findings) {
  const country = root.fields.get('58');
  if (!country) {
    if (!root.broken) findings.missing('58');
  } else if (country.value !== 'VN') {
    findings.noteField(
      'foreign_country',
      country,
      country.value.toUpperCase() === 'VN' ? 'warning' : 'error',
    );
  }
  const method = root.fields.get('01');
  if (!method && !root.broken) findings.missing('01', undefined, 'warning');
  if (method && !['11', '12'].includes(method.value)) findings.noteField('bad_value', method);
  const mcc = root.fields.get('52');
  if (mcc && !/^\d{4}$/.test(mcc.value)) findings.noteField('bad_format', mcc);
  // Merchants' codes must say whose they are; those of VNPAY in use leave the city out.
  if (scheme !== null && scheme !== schemeIds.vnpay && scheme !== schemeIds.napas && !root.broken) {
    if (!root.fields.has('59')) findings.missing('59', undefined, 'warning');
  }
  return {
    use: method?.value === '11' ? ('static' as const) : method?.value === '12' ? ('dynamic' as const) : null,
    mcc: mcc?.value ?? null,
    merchantName: readText(root.fields.get('59'), 25, findings),
    city: readText(root.fields.get('60'), 15, findings),
  };
}

export interface QrLabels {
  billNumber: string | null;
  reference: string | null;
  customerLabel: string | null;
  purpose: string | null;
}

/** The labels of tag 62. */
export function readAdditional(root: TlvTemplate, findings: Findings): QrLabels {
  const holder = root.fields.get('62');
  const template = holder && readTlv(findings.units, holder.valueAt, holder.end, holder.path);
  if (template) findings.noteTemplate(template);
  const label = (tag: string) => readText(template?.fields.get(tag), longestLabel, findings);
  for (const [tag, field] of template?.fields ?? []) {
    if (!read62.includes(tag)) readText(field, 99, findings);
  }
  return {
    billNumber: label('01'),
    reference: label('05'),
    customerLabel: label('06'),
    purpose: label('08'),
  };
}

const read62 = ['01', '05', '06', '08'];

function readText(field: TlvField | undefined, longest: number, findings: Findings): string | null {
  if (!field) return null;
  if (/[\u0000-\u001f\u007f]/.test(field.value)) findings.noteField('bad_character', field);
  else if (/[^\x20-\x7e]/.test(field.value)) findings.noteField('not_ascii', field, 'warning');
  if ([...field.value].length > longest) findings.noteField('too_long', field, 'warning');
  return field.value;
}

import { bankNameOf } from './banks.ts';
import type { Findings } from './findings.ts';
import { readTlv, type TlvField, type TlvTemplate } from './tlv.ts';

/** Who gives out the account numbers of a template (sub-tag 00 of tags 26 to 51). */
export const schemeIds = { napas: 'A000000727', vnpay: 'A000000775' } as const;

/** Services of Napas, tag 38.02; without it the code is a merchant's (VietQR 1.5.2, table 8). */
const napasServices = ['QRIBFTTA', 'QRIBFTTC', 'QRPUSH', 'QRCASH'];

export interface QrAccount {
  /** One of `schemeIds`, the id of another scheme, its tag where it has none, or null where nobody is to be paid. */
  scheme: string | null;
  service: string | null;
  bankBin: string | null;
  account: string | null;
}

interface Scheme {
  field: TlvField;
  template: TlvTemplate;
  id: string;
}

/**
 * Finds who is to be paid. A code may serve several schemes at once; Napas comes first, because its account is the one
 * that every bank can pay to, then VNPAY, then the first of the others.
 */
export function readAccount(root: TlvTemplate, findings: Findings): QrAccount {
  const schemes = listSchemes(root, findings);
  const [napas, ...more] = schemes
    .filter(({ id }) => id === schemeIds.napas)
    .sort((a, b) => Number(b.field.path === '38') - Number(a.field.path === '38'));
  // Two accounts of one scheme: nobody could say which of them an app pays to.
  for (const { field } of more) findings.noteField('duplicate_tag', field);
  if (napas) return readNapas(napas, findings);
  const vnpay = schemes.find(({ id }) => id === schemeIds.vnpay);
  const chosen = vnpay ?? schemes[0];
  if (chosen) {
    findings.noteTemplate(chosen.template);
    const merchant = chosen.template.fields.get('01');
    if (vnpay && !merchant) findings.missing(`${vnpay.field.path}.01`, vnpay.field);
    return { scheme: chosen.id, service: null, bankBin: null, account: merchant?.value ?? null };
  }
  const card = [...root.fields].find(([tag]) => tag >= '02' && tag <= '25')?.[1];
  if (card) return { scheme: card.path, service: null, bankBin: null, account: card.value };
  if (!root.broken) findings.missing('38');
  return { scheme: null, service: null, bankBin: null, account: null };
}

function listSchemes(root: TlvTemplate, findings: Findings): Scheme[] {
  return [...root.fields]
    .filter(([tag]) => tag >= '26' && tag <= '51')
    .map(([, field]) => {
      const template = readTlv(findings.units, field.valueAt, field.end, field.path);
      return { field, template, id: template.fields.get('00')?.value.toUpperCase() ?? field.path };
    });
}

function readNapas({ field, template, id }: Scheme, findings: Findings): QrAccount {
  findings.noteTemplate(template);
  if (field.path !== '38') findings.noteField('moved_scheme', field, 'warning');
  const serviceField = template.fields.get('02');
  const service = serviceField?.value ?? 'QRPUSH';
  if (serviceField && !napasServices.includes(service)) findings.noteField('bad_value', serviceField);
  const holder = template.fields.get('01');
  if (!holder) {
    if (!template.broken) findings.missing(`${field.path}.01`, field);
    return { scheme: id, service, bankBin: null, account: null };
  }
  const inner = readTlv(findings.units, holder.valueAt, holder.end, holder.path);
  findings.noteTemplate(inner);
  const bin = inner.fields.get('00');
  const account = inner.fields.get('01');
  if (bin) checkBin(bin, findings);
  else if (!inner.broken) findings.missing(`${holder.path}.00`, holder);
  if (account) checkAccount(account, service, findings);
  else if (!inner.broken) findings.missing(`${holder.path}.01`, holder);
  return { scheme: id, service, bankBin: bin?.value ?? null, account: account?.value ?? null };
}

function checkBin(bin: TlvField, findings: Findings): void {
  if (!isBankBin(bin.value)) findings.noteField('bad_bank_bin', bin);
  else if (bankNameOf(bin.value) === undefined) findings.noteField('unknown_bank', bin, 'warning');
}

function checkAccount(account: TlvField, service: string, findings: Findings): void {
  if (!isAccount(account.value, service === 'QRIBFTTC' ? 'card' : 'account'))
    findings.noteField('bad_account', account);
}

export function isBankBin(text: string): boolean {
  return /^\d{6}$/.test(text);
}

/** At most 19 letters and digits; wallets and virtual accounts have letters, cards have not. */
export function isAccount(text: string, what: 'account' | 'card'): boolean {
  return what === 'card' ? /^\d{12,19}$/.test(text) : /^[A-Za-z0-9]{1,19}$/.test(text);
}

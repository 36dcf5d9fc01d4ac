import { crc16 } from './crc16.ts';
import { customerCodePattern } from './customer-code.ts';
import { decoded, type DecodedQr, type QrKind } from './decoded-qr.ts';
import { Findings } from './findings.ts';
import { readBillText, readViettelPay } from './other-codes.ts';
import { readAccount, schemeIds, type QrAccount } from './read-account.ts';
import { readAdditional, readMoney, readPlace, type QrLabels } from './read-fields.ts';
import { readTlv, unitsOf, type TlvTemplate } from './tlv.ts';

/** More than a QR symbol of version 40 holds in its densest mode that fits here. */
const longestReadable = 4296;
/** EMVCo Merchant-Presented QR 3.1. */
const longestPayload = 512;

/**
 * Reads the text of a payment QR code: EMVCo Merchant-Presented Mode 1.1 with the rules of Napas (VietQR 1.5.2), codes
 * of VNPAY-QR and electricity bills, and ViettelPay's JSON. Never throws: what is wrong stands in `problems`, each with
 * its tag and its place in the text as received. White space and a byte order mark around the text are nothing.
 */
export function decodeQr(received: string): DecodedQr {
  const text = received.trim();
  const lead = received.length - received.trimStart().length;
  const findings = new Findings(text, lead);
  if (text === '') return nothing(findings, 'empty');
  if (text.length > longestReadable) return nothing(findings, 'too_long');
  if (text.startsWith('{')) return readViettelPay(text, findings) ?? nothing(findings, 'not_a_payment_code');
  const bill = readBillText(text, findings);
  if (bill) return bill;
  if (!/^00\d\d/.test(text)) return nothing(findings, 'not_a_payment_code');
  if (text.length > longestPayload) findings.note('too_long', '00', lead);
  return readPayload(text, findings);
}

function nothing(findings: Findings, code: 'empty' | 'too_long' | 'not_a_payment_code'): DecodedQr {
  findings.note(code, '00', 0);
  return decoded({}, findings);
}

function readPayload(text: string, findings: Findings): DecodedQr {
  const root = readRoot(text, findings);
  findings.noteTemplate(root);
  checkFrame(root, findings);
  const account = readAccount(root, findings);
  const additional = readAdditional(root, findings);
  const place = readPlace(root, account.scheme, findings);
  const kind = kindOf(account, place, additional);
  return decoded(
    {
      kind,
      use: place.use,
      service: account.service,
      bankBin: account.bankBin,
      account: account.account,
      amountVnd: readMoney(root, account.scheme, findings),
      purpose: additional.purpose,
      reference:
        additional.reference ??
        (kind === 'evn_bill' ? (additional.billNumber ?? additional.customerLabel) : null),
      billNumber: additional.billNumber,
      customerLabel: additional.customerLabel,
      merchantName: place.merchantName,
      city: place.city,
    },
    findings,
  );
}

/** Lengths count characters; where that leads nowhere and there are letters of several bytes, bytes are tried. */
function readRoot(text: string, findings: Findings): TlvTemplate {
  findings.units = unitsOf(text, 'characters');
  const root = readTlv(findings.units, 0, findings.units.length);
  if (endsWell(root) || /^[\x00-\x7f]*$/.test(text)) return root;
  const byteUnits = unitsOf(text, 'bytes');
  const byBytes = readTlv(byteUnits, 0, byteUnits.length);
  if (!endsWell(byBytes)) return root;
  findings.units = byteUnits;
  findings.note('lengths_in_bytes', '00', 0, 'warning');
  return byBytes;
}

function endsWell(root: TlvTemplate): boolean {
  return root.broken === undefined && root.fields.has('63');
}

/** What holds of every code: 00 first and `01`, the check sum last and true. */
function checkFrame(root: TlvTemplate, findings: Findings): void {
  const format = root.fields.get('00');
  if (!format) findings.missing('00');
  else if (format.value !== '01') findings.noteField('bad_value', format);
  else if (format.at !== 0) findings.noteField('wrong_order', format);
  const crc = root.fields.get('63');
  if (!crc) {
    if (root.broken?.path !== '63') findings.missing('63');
    return;
  }
  const last = Math.max(...[...root.fields.values(), ...root.repeated, ...root.hollow].map(({ end }) => end));
  if (crc.end < last || crc.end < findings.units.length)
    findings.note('after_crc', '63', findings.placeOf(crc.end));
  if (!/^[0-9A-Fa-f]{4}$/.test(crc.value)) return findings.noteField('bad_format', crc);
  const covered = findings.units.slice(0, crc.valueAt).join('');
  if (crc.value.toUpperCase() !== crc16(covered)) return findings.noteField('wrong_crc', crc);
  if (crc.value !== crc.value.toUpperCase()) findings.noteField('crc_in_lower_case', crc, 'warning');
}

/** The merchant category of electricity, gas and water (ISO 18245). */
const utilities = '4900';
/** How power companies and their units call themselves. */
const powerCompany = /\b(EVN\w*|DIEN LUC|TIEN DIEN)\b|^PC /i;
function kindOf(
  account: QrAccount,
  { mcc, merchantName }: { mcc: string | null; merchantName: string | null },
  additional: QrLabels,
): QrKind {
  if (account.scheme === schemeIds.napas) {
    if (account.service === 'QRCASH') return 'napas_cash';
    return account.service?.startsWith('QRIBFTT') ? 'vietqr' : 'napas_merchant';
  }
  if (account.scheme === schemeIds.vnpay) return 'vnpay';
  const labels = [additional.billNumber, additional.reference, additional.customerLabel, additional.purpose];
  if (mcc === utilities || (merchantName !== null && powerCompany.test(merchantName))) return 'evn_bill';
  if (labels.some((label) => label !== null && customerCodePattern.test(label))) return 'evn_bill';
  return account.scheme === null ? 'unknown' : 'emvco';
}

import { referenceOf } from './iso-values.ts';

/** What field 86 tells of the entry above it, whichever way the bank writes it. */
export interface MtInformation {
  endToEndId: string | undefined;
  mandateId: string | undefined;
  counterparty: string | undefined;
  counterpartyAccount: string | undefined;
  remittance: string | undefined;
  returnReason: string | undefined;
}

/** A SWIFT line holds 65 characters; a line that is full goes on in the next without a space. */
const fullLine = 65;
/** A subfield `?20`…`?29` holds 27. */
const fullSubfield = 27;

/** Reads field 86: `166?00…?20…?32…` (some banks write `~`, `<`, `>` or `^` for `?`), `/EREF/…/REMI/…`, or plain text. */
export function readInformation(lines: readonly string[]): MtInformation {
  const joined = joinFull(lines, fullLine);
  const separator = /^(?:\d{3})?([?~<>^])\d{2}/.exec(joined)?.[1];
  if (separator) return readSubfields(lines.join(''), separator);
  if (codeword.test(joined)) return readCodewords(joined);
  return { ...nothing, ...readMarks(joined) };
}

const nothing: MtInformation = {
  endToEndId: undefined,
  mandateId: undefined,
  counterparty: undefined,
  counterpartyAccount: undefined,
  remittance: undefined,
  returnReason: undefined,
};

function joinFull(parts: readonly string[], full: number): string {
  let text = '';
  let last = full;
  for (const part of parts) {
    const goesOn = last >= full || text === '' || text.endsWith(' ') || /^[ ?/]/.test(part);
    text += goesOn ? part : ` ${part}`;
    last = part.length;
  }
  return text.trim();
}

/** Subfields 20–29 and 60–63 are the text, 30 and 31 the other bank and account, 32 and 33 the name (DFÜ agreement, annex 3). */
function readSubfields(text: string, separator: string): MtInformation {
  const parts = text.split(new RegExp(`\\${separator}(\\d{2})`)).slice(1);
  const of = (from: number, to: number): string[] => {
    const found: string[] = [];
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const code = Number(parts[at]);
      if (code >= from && code <= to) found.push(parts[at + 1]!);
    }
    return found;
  };
  const purpose = joinFull([...of(20, 29), ...of(60, 63)], fullSubfield);
  return {
    ...nothing,
    counterparty: of(32, 33).join('').trim() || undefined,
    counterpartyAccount: of(31, 31).join('').trim() || undefined,
    ...readMarks(purpose),
  };
}

const mark =
  /(?:^|(?<=[\s\w/.-]))(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RREF|RETR)\+/;

/** `EREF+…SVWZ+…`: marks inside the text; without any the whole text is what the payer wrote. */
function readMarks(text: string): Partial<MtInformation> {
  const parts = text.split(mark);
  if (parts.length === 1) return { remittance: text || undefined };
  const values = new Map<string, string>();
  for (let at = 1; at + 1 < parts.length; at += 2) values.set(parts[at]!, parts[at + 1]!.trim());
  return {
    endToEndId: referenceOf(values.get('EREF') || undefined),
    mandateId: referenceOf(values.get('MREF') || undefined),
    remittance: values.get('SVWZ') || parts[0]!.trim() || undefined,
    ...(values.get('RETR') && { returnReason: values.get('RETR') }),
  };
}

const codewords =
  'ACCW ADDR BENM BIC BUSP CDTR CHGS CNTP CREF CSID DBTR EREF EXCH IBAN INFO IREF ISDT KREF MARF NAME OCMT ORDP ' +
  'PREF PURP REMI RTRN SVCL TRCD TRTP ULTB ULTC ULTD';
/** At the beginning any codeword; behind a text of the bank's own only the two that no payer writes by chance. */
const codeword = new RegExp(`^/(?:${codewords.replaceAll(' ', '|')})/|/(?:EREF|REMI)/`);
const betweenCodewords = new RegExp(`/(${codewords.replaceAll(' ', '|')})/`);

/** `/EREF/…//REMI/USTD//…/`: a codeword, and its text up to the next one. */
function readCodewords(text: string): MtInformation {
  const parts = text.split(betweenCodewords);
  const values = new Map<string, string>();
  for (let at = 1; at + 1 < parts.length; at += 2) {
    const value = parts[at + 1]!.replace(/^\/+|\/+$/g, '').trim();
    if (value !== '' && !values.has(parts[at]!)) values.set(parts[at]!, value);
  }
  const name = values.get('NAME') ?? values.get('ORDP') ?? values.get('DBTR') ?? values.get('BENM');
  return {
    endToEndId: referenceOf(values.get('EREF')),
    mandateId: referenceOf(values.get('MARF')),
    counterparty: name?.replace(/^NAME\//, ''),
    counterpartyAccount: values.get('IBAN') ?? values.get('CNTP')?.split('/')[0],
    remittance: values.get('REMI')?.replace(/^(?:USTD|STRD)\/+/, '') || values.get('INFO'),
    returnReason: values.get('RTRN')?.split('/')[0],
  };
}

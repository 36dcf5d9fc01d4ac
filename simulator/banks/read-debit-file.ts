import { customerCodePattern } from '../../core/qr/customer-code.ts';
import { usualColumns, type DebitField } from '../../core/mandates/debit-columns.ts';
import type { DebitHabit } from './habit.ts';

/** One debit as the company asks for it. */
export interface AskedDebit {
  reference: string;
  amountVnd: bigint;
  account: string;
  holder: string;
  /** As it stands in the text for the payer. */
  customerCode: string;
}

export interface AskedDebits {
  messageId: string;
  debits: readonly AskedDebit[];
}

/** Reads the file of a run as this bank takes it; whatever is not there or does not add up is refused with the reason. */
export function readDebitFile(
  habit: DebitHabit,
  fileName: string,
  content: Buffer,
): AskedDebits | { refused: string } {
  const asked =
    habit.takes === 'csv' ? readTable(habit, fileName, content) : readPain(content.toString('utf8'));
  if ('refused' in asked) return asked;
  if (asked.debits.length === 0) return { refused: 'FF01' };
  const references = new Set(asked.debits.map(({ reference }) => reference));
  return references.size === asked.debits.length ? asked : { refused: 'AM05' };
}

function readPain(text: string): AskedDebits | { refused: string } {
  const [head = '', ...rest] = text.split('<DrctDbtTxInf>');
  const debits = rest.map((one) => {
    const information = elementOf(one, 'Ustrd');
    return {
      reference: elementOf(one, 'EndToEndId'),
      amountVnd: BigInt(elementOf(one, 'InstdAmt') || '0'),
      account: elementOf(one.slice(one.indexOf('<DbtrAcct>')), 'Id'),
      holder: elementOf(one.slice(one.indexOf('<Dbtr>')), 'Nm'),
      customerCode: customerCodePattern.exec(information)?.[0] ?? '',
    };
  });
  const sum = debits.reduce((total, { amountVnd }) => total + amountVnd, 0n);
  const isWhole =
    text.trimEnd().endsWith('</Document>') &&
    elementOf(head, 'NbOfTxs') === String(debits.length) &&
    BigInt(elementOf(head, 'CtrlSum') || '-1') === sum;
  return isWhole ? { messageId: elementOf(head, 'MsgId'), debits } : { refused: 'FF01' };
}

/** The innermost text of the first element of this name, nested ones of the same name included. */
function elementOf(text: string, name: string): string {
  const found = new RegExp(`<${name}(?: [^>]*)?>(?:<[^/][^>]*>)*([^<]*)<`).exec(text)?.[1] ?? '';
  return found
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"');
}

function readTable(habit: DebitHabit, fileName: string, content: Buffer): AskedDebits | { refused: string } {
  const columns = habit.columns?.length ? habit.columns : usualColumns;
  const [header = [], ...rows] = content
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .filter(Boolean)
    .map(readRow);
  if (header.join() !== columns.map((column) => column.header).join()) return { refused: 'FF01' };
  const places = new Map(columns.map(({ field }, at) => [field, at]));
  const cell = (row: readonly string[], field: DebitField): string => row[places.get(field) ?? -1] ?? '';
  return {
    messageId: fileName.replace(/\.csv$/, ''),
    debits: rows.map((row) => ({
      reference: cell(row, 'reference'),
      amountVnd: BigInt(cell(row, 'amount')),
      account: cell(row, 'account'),
      holder: cell(row, 'holder'),
      customerCode: cell(row, 'customerCode'),
    })),
  };
}

function readRow(line: string): string[] {
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  );
}

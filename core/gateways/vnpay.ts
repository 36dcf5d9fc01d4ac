import { formDialects, formEncode, parseForm, type FormDialect } from './form-text.ts';
import { isRefusal, listScheme, plainText, refuse } from './scheme.ts';
import type { HmacScheme, Message, ProviderSchemes, Refusal } from './scheme.ts';

/**
 * VNPAY 2.1.0 (sandbox.vnpayment.vn/apis): hex HMAC-SHA512. Payment address, return and IPN sign the query: every `vnp_`
 * field but the hash itself, by name, name and value form-encoded. Query and refund sign values joined by `|`.
 */
const hashField = 'vnp_SecureHash';
const unsigned = new Set([hashField, 'vnp_SecureHashType']);

/** The published samples leave out empty fields (Java, C#) or keep them (PHP), and encode marks in their own ways. */
const dialects = Object.keys(formDialects) as FormDialect[];

interface Pair {
  name: string;
  value: string;
}

function signedPairs(fields: Message['fields']): Pair[] | Refusal {
  const pairs: Pair[] = [];
  for (const [name, value] of fields) {
    if (!name.startsWith('vnp_') || unsigned.has(name)) continue;
    const text = plainText(value);
    if (text === undefined) return refuse('field_malformed', `${name} is repeated or not a plain value`);
    pairs.push({ name, value: text });
  }
  return pairs.length > 0 ? pairs.sort(byName) : refuse('field_missing', 'vnp_…');
}

function byName(one: Pair, other: Pair): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

function write(pairs: readonly Pair[], dialect: FormDialect): string {
  return pairs
    .map(({ name, value }) => `${formEncode(name, dialect)}=${formEncode(value, dialect)}`)
    .join('&');
}

/**
 * The query in the encoding it came in, only sorted: what the sender hashed, whatever its encoder (small hex digits, other
 * marks). Only where the raw text says the same as the fields; a space is a plus by the provider's rule, never %20.
 */
function rawText(pairs: readonly Pair[], body: string | undefined): string[] {
  if (body === undefined || body.trimStart().startsWith('{') || body.includes('%20')) return [];
  const raw = parseForm(body).filter(({ name }) => name.startsWith('vnp_') && !unsigned.has(name));
  raw.sort(byName);
  const same = raw.every(({ name, value }, at) => pairs[at]?.name === name && pairs[at].value === value);
  return same && raw.length === pairs.length ? [raw.map((pair) => pair.raw).join('&')] : [];
}

const query: HmacScheme = {
  variant: '2.1.0',
  algorithm: 'sha512',
  encoding: 'hex',
  key: 'secretKey',
  place: { field: hashField },
  texts: ({ fields, body }) => {
    const pairs = signedPairs(fields);
    if (isRefusal(pairs)) return pairs;
    const filled = pairs.filter(({ value }) => value !== '');
    const texts = dialects.flatMap((dialect) => [write(filled, dialect), write(pairs, dialect)]);
    return [...new Set([...texts.slice(0, 1), ...rawText(pairs, body), ...texts])];
  },
};

function piped(names: string, blank?: string): HmacScheme[] {
  const prefixed = (list: string): string[] => list.split(' ').map((name) => `vnp_${name}`);
  return [
    listScheme(
      {
        variant: '2.1.0',
        algorithm: 'sha512',
        encoding: 'hex',
        key: 'secretKey',
        place: { field: hashField },
      },
      { shape: 'values', joint: '|', names: prefixed(names), blank: blank ? prefixed(blank) : [] },
    ),
  ];
}

const answerNames =
  'ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo';
const queryAnswer = `${answerNames} TransactionType TransactionStatus OrderInfo PromotionCode PromotionAmount`;
const refundAnswer = `${answerNames} TransactionType TransactionStatus OrderInfo`;

export const vnpay: ProviderSchemes = {
  create: [query],
  callback: [query],
  webhook: [query],
  return: [query],
  query: piped('RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo'),
  query_answer: piped(queryAnswer, queryAnswer),
  refund: piped(
    'RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo TransactionDate CreateBy CreateDate IpAddr OrderInfo',
    'TransactionNo',
  ),
  refund_answer: piped(refundAnswer, refundAnswer),
};

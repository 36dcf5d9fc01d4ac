import { NumberText, type JsonValue } from './json-text.ts';

/** What a signature is made of, described so that checking, signing, the simulator and the debugger read the same rule. */
export type HashAlgorithm = 'sha1' | 'sha256' | 'sha512';

/** A provider's keys by the provider's own names: `accessKey`, `secretKey`, `key1`, `key2`. */
export type Keys = Readonly<Partial<Record<string, string>>>;

/** A message as it came: header names in lower case, fields decoded but otherwise untouched, and the raw text. */
export interface Message {
  headers: ReadonlyMap<string, string>;
  fields: ReadonlyMap<string, JsonValue>;
  body: string | undefined;
  /** The body should hold the fields and does not. */
  unreadable: boolean;
}

/** Why a message is refused; `about` names the field, header, key or limit concerned. */
export interface Refusal {
  refused: RefusalReason;
  about: string;
}
export type RefusalReason =
  | 'signature_missing'
  | 'signature_malformed'
  | 'signature_wrong'
  | 'wrong_key'
  | 'key_missing'
  | 'field_missing'
  | 'field_malformed'
  | 'header_missing'
  | 'timestamp_malformed'
  | 'too_old'
  | 'too_new'
  | 'body_missing'
  | 'body_unreadable';

/** Where a signature stands in a message. */
export type Place = { field: string } | { header: string };

interface SchemeParts {
  /** Chosen by the contract where a provider has several; unique within a kind. */
  variant: string;
  place: Place;
  /** Name of the key that signs. */
  key: string;
}

/** An HMAC over a text that both sides can write. */
export interface HmacScheme extends SchemeParts {
  algorithm: HashAlgorithm;
  encoding: 'hex' | 'base64';
  /** How the key's bytes are written; UTF-8 unless said. */
  keyEncoding?: 'base64';
  /**
   * The texts that a signer who follows the rule may have signed: the one we write ourselves first, then the spellings of
   * other known signers. Each of them says the same fields and values, so that any of them is proof.
   */
  texts(message: Message, keys: Keys): readonly string[] | Refusal;
  /** Signatures inside the place, where it holds more than one bare signature. */
  unwrap?(placed: string): readonly string[];
  /** What to put in the place. */
  wrap?(signature: string, message: Message): string;
  /** The instant the sender signed at, in Unix seconds. */
  signedAt?(message: Message): number | Refusal;
  /** How far `signedAt` may lie from the clock, both ways. */
  windowSeconds?: number;
  /** The provider asks for no window: it is checked where the caller gives the time. */
  windowOptional?: boolean;
}

/** No signature: the header carries the secret itself. */
export interface TokenScheme extends SchemeParts {
  algorithm: 'none';
  place: { header: string };
  /** Word before the token, in lower case. */
  prefix: string;
}

export type Scheme = HmacScheme | TokenScheme;

export const kinds = [
  'create',
  'callback',
  'return',
  'webhook',
  'query',
  'query_answer',
  'refund',
  'refund_answer',
  'query_refund',
  'confirm',
  'answer',
  'bind',
  'unbind',
  'query_binding',
  'token_pay',
] as const;
export type Kind = (typeof kinds)[number];

/** Which schemes a provider knows for a kind of message; the first is the usual one. */
export type ProviderSchemes = Partial<Record<Kind, readonly Scheme[]>>;

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

export function refuse(refused: RefusalReason, about: string): Refusal {
  return { refused, about };
}

/** The text of a plain value; undefined for what is no plain value (a list is also how a repeated form field comes). */
export function plainText(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof NumberText) return value.text;
  if (typeof value === 'boolean') return String(value);
  return value === null ? '' : undefined;
}

/** A fixed list of fields in a fixed order, which most providers sign. */
export interface ListRule {
  /** `name=value`, or the values alone. */
  shape: 'pairs' | 'values';
  joint: '&' | '|' | '';
  names: readonly string[];
  /** Of these, the ones that may be missing or null, and then count as empty. */
  blank?: readonly string[];
  /** Of these, the ones that are taken from the keys. */
  fromKeys?: readonly string[];
}

export function listText(rule: ListRule, fields: Message['fields'], keys: Keys): string | Refusal {
  const parts: string[] = [];
  for (const name of rule.names) {
    const fromKey = rule.fromKeys?.includes(name) ?? false;
    const value = (fromKey ? keys[name] : undefined) ?? fields.get(name) ?? null;
    if (value === null && fromKey) return refuse('key_missing', name);
    if (value === null && !rule.blank?.includes(name)) return refuse('field_missing', name);
    const text = plainText(value);
    if (text === undefined) return refuse('field_malformed', `${name} is repeated or not a plain value`);
    parts.push(rule.shape === 'pairs' ? `${name}=${text}` : text);
  }
  return parts.join(rule.joint);
}

/** A scheme that signs one list of fields. */
export function listScheme(
  parts: Pick<HmacScheme, 'variant' | 'place' | 'key' | 'algorithm' | 'encoding'>,
  rule: ListRule,
): HmacScheme {
  return {
    ...parts,
    texts: ({ fields }, keys) => {
      const text = listText(rule, fields, keys);
      return isRefusal(text) ? text : [text];
    },
  };
}

export function headerOf(message: Message, name: string): string | Refusal {
  const value = message.headers.get(name);
  return value === undefined || value === '' ? refuse('header_missing', name) : value;
}

/** Unix seconds of a header that must be nothing but digits. */
export function secondsOf(message: Message, name: string): number | Refusal {
  const value = headerOf(message, name);
  if (isRefusal(value)) return value;
  return /^\d{1,12}$/.test(value) ? Number(value) : refuse('timestamp_malformed', name);
}

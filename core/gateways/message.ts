import { parseForm } from './form-text.ts';
import { isJsonObject, parseJson, type JsonValue } from './json-text.ts';
import { plainText, type Message } from './scheme.ts';

/** What came over the wire: raw text, or fields that another program has already read. */
export interface Received {
  headers?: Readonly<Record<string, JsonValue>>;
  fields?: Readonly<Record<string, JsonValue>>;
  body?: string;
}

/**
 * A received message, header names in lower case. Fields are those given; where there are none, those of the body, which is
 * JSON if it begins with a brace and a form or query otherwise. A form field that comes twice becomes a list, which no
 * signed field may be. A body that is neither has no fields: where the raw text is signed, it may be anything.
 */
export function readMessage({ headers = {}, fields, body }: Received): Message {
  const given = Object.entries(fields ?? {});
  const read = given.length > 0 ? new Map(given) : readBody(body);
  return { headers: readHeaders(headers), fields: read ?? new Map(), body, unreadable: read === undefined };
}

function readHeaders(headers: Readonly<Record<string, JsonValue>>): Map<string, string> {
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const text = plainText(Array.isArray(value) && value.length === 1 ? value[0]! : value);
    if (text !== undefined) read.set(name.toLowerCase(), text.replaceAll(/^[ \t]+|[ \t]+$/g, ''));
  }
  return read;
}

function readBody(body: string | undefined): Map<string, JsonValue> | undefined {
  if (body === undefined) return new Map();
  const text = body.replace(/^\uFEFF/, '').trim();
  if (/^[[{"]/.test(text)) {
    const value = parseJson(text);
    return isJsonObject(value) ? new Map(Object.entries(value)) : undefined;
  }
  const fields = new Map<string, JsonValue>();
  for (const { name, value } of parseForm(text)) {
    const earlier = fields.get(name);
    if (earlier === undefined) fields.set(name, value);
    else fields.set(name, Array.isArray(earlier) ? [...earlier, value] : [earlier, value]);
  }
  return fields;
}

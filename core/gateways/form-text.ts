/**
 * Form encoding (application/x-www-form-urlencoded). Every signer agrees on letters, digits, `-`, `_` and `.`, on `+` for a
 * space and on capital hex digits; they differ in which of ! ' ( ) * ~ they leave as they are.
 */
export const formDialects = {
  /** java.net.URLEncoder, URLSearchParams (WHATWG URL, application/x-www-form-urlencoded percent-encode set). */
  java: '*',
  /** PHP urlencode. */
  php: '',
  /** JavaScript encodeURIComponent with `+` for %20. */
  javascript: "!'()*~",
  /** .NET WebUtility.UrlEncode. */
  dotnet: '!()*',
  /** Python urllib.parse.quote_plus. */
  python: '~',
} as const;

export type FormDialect = keyof typeof formDialects;

/** Never throws: half a surrogate pair, which no UTF-8 can hold, is written as U+FFFD. */
export function formEncode(text: string, dialect: FormDialect): string {
  const kept: string = formDialects[dialect];
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()*~]/g, (mark) =>
      kept.includes(mark) ? mark : `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
    );
}

/** One `name=value` of a form, as it stands and decoded. */
export interface FormPair {
  raw: string;
  name: string;
  value: string;
}

/** Reads a form body, a query string, or the query of a whole address. Bytes that are no UTF-8 become U+FFFD. */
export function parseForm(text: string): FormPair[] {
  const query = text
    .replaceAll(/^[\s\uFEFF]+|[\r\n]+$/g, '')
    .replace(/^[^?&=]*\?/, '')
    .replace(/#.*$/s, '');
  return query
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const [pair] = new URLSearchParams(raw);
      return { raw, name: pair?.[0] ?? '', value: pair?.[1] ?? '' };
    });
}

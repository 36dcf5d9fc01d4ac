import { errorMessages, type ErrorCode } from '../../core/messages/errors.ts';

/** What a caller can do about an error; decides the HTTP status once, here. */
export type ErrorKind =
  | 'invalid'
  | 'unprocessable'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'limit'
  | 'unavailable';

export const statusOfKind: Record<ErrorKind, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  limit: 429,
  unavailable: 503,
};

export interface FieldError {
  field: string;
  code: string;
  detail: string;
  detailEn?: string;
}

/** An error the caller can act on. Everything else that is thrown is our fault and becomes 500. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  /** Facts for the reader of the problem document; never personal data. */
  readonly params: Record<string, unknown>;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    kind: ErrorKind,
    params: Record<string, unknown> = {},
    more: { fields?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`${code}: ${errorMessages[code].en}`, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = kind;
    this.params = params;
    this.fields = more.fields ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

type Catalogue<Code extends ErrorCode> = {
  readonly kinds: Readonly<Record<Code, ErrorKind>>;
  (code: Code, params?: Record<string, unknown>, more?: ConstructorParameters<typeof AppError>[3]): AppError;
};

/** A feature's error codes with their kinds: `throw paymentError('payments.unknown_bill', { billId })`. */
export function defineErrors<Code extends ErrorCode>(
  kinds: Readonly<Record<Code, ErrorKind>>,
): Catalogue<Code> {
  const make = (
    code: Code,
    params?: Record<string, unknown>,
    more?: ConstructorParameters<typeof AppError>[3],
  ): AppError => new AppError(code, kinds[code], params, more);
  return Object.assign(make, { kinds });
}

/**
 * `ensure(bill.state === 'open', billError('bills.not_open'))` reads as a sentence. On the hot path the error is given as
 * a function, so that the stack of an error that is never thrown is never taken.
 */
export function ensure(condition: unknown, error: AppError | (() => AppError)): asserts condition {
  if (!condition) throw typeof error === 'function' ? error() : error;
}

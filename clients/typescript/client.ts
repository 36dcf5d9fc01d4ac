import { signRequest, type PartnerKey } from './signing.ts';
import type {
  HoldOrder,
  HoldReceipt,
  Inquiry,
  PaymentOrder,
  PaymentReceipt,
  Problem,
  ReversalOrder,
  ReversalReceipt,
} from './types.ts';

export { readPrivateKey, signRequest, type PartnerKey } from './signing.ts';
export type * from './types.ts';

export interface ClientOptions {
  /** `https://tiendien.example.vn`, without a path. */
  baseUrl: string;
  key: PartnerKey;
  /** Attempts in all, the first included. */
  attempts?: number;
  timeoutMs?: number;
  /** Wait before attempt n + 1, when the server names none. */
  waitMs?: (attempt: number) => number;
}

/** The server answered and said no. `code` says why; `retryable` whether the same reference may be sent again. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detailEn ?? problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  get retryable(): boolean {
    return retryableStatus.has(this.problem.status);
  }
}

/** No answer came after every attempt. Ask for the status by the same reference; never pay under a new one. */
export class UnansweredError extends Error {
  constructor(request: string, cause: unknown) {
    super(`no answer to ${request}`, { cause });
    this.name = 'UnansweredError';
  }
}

export interface PartnerClient {
  inquire(customerCode: string): Promise<Inquiry>;
  /** Safe to repeat: the reference makes it one payment however often it is sent. */
  pay(order: PaymentOrder): Promise<PaymentReceipt>;
  status(reference: string): Promise<PaymentReceipt>;
  reverse(order: ReversalOrder): Promise<ReversalReceipt>;
  /** Keeps bills for this partner until `expiresAt`, so that nobody else takes their money meanwhile. */
  hold(order: HoldOrder): Promise<HoldReceipt>;
  prolongHold(reference: string, minutes?: number): Promise<HoldReceipt>;
  releaseHold(reference: string): Promise<HoldReceipt>;
}

const retryableStatus = new Set([429, 502, 503, 504]);
const prefix = '/partner/v1';

/** A partner's view of the API: signs each attempt, retries what may be retried, gives errors a type. */
export function createPartnerClient(options: ClientOptions): PartnerClient {
  const get = <Answer>(path: string): Promise<Answer> =>
    call<Answer>(options, { method: 'GET', path, body: '' });
  const post = <Answer>(path: string, content: unknown): Promise<Answer> =>
    call<Answer>(options, { method: 'POST', path, body: JSON.stringify(content) });
  return {
    inquire: (customerCode) => get(`${prefix}/customers/${encodeURIComponent(customerCode)}/bills`),
    pay: (order) => post(`${prefix}/payments`, order),
    status: (reference) => get(`${prefix}/payments/${encodeURIComponent(reference)}`),
    reverse: ({ paymentReference, ...order }) =>
      post(`${prefix}/payments/${encodeURIComponent(paymentReference)}/reversal`, order),
    hold: (order) => post(`${prefix}/holds`, order),
    prolongHold: (reference, minutes) =>
      post(
        `${prefix}/holds/${encodeURIComponent(reference)}/extension`,
        minutes === undefined ? {} : { minutes },
      ),
    releaseHold: (reference) =>
      call<HoldReceipt>(options, {
        method: 'POST',
        path: `${prefix}/holds/${encodeURIComponent(reference)}/release`,
        body: '',
      }),
  };
}

interface Call {
  method: 'GET' | 'POST';
  path: string;
  body: string;
}

async function call<Answer>(options: ClientOptions, request: Call): Promise<Answer> {
  const attempts = options.attempts ?? 5;
  const waitMs =
    options.waitMs ??
    ((attempt: number): number => Math.min(8_000, 200 * 2 ** attempt) * (0.5 + Math.random()));
  for (let attempt = 1; ; attempt++) {
    const result = await tryOnce(options, request);
    if (result.kind === 'answer') return result.content as Answer;
    const error =
      result.kind === 'problem'
        ? new ProblemError(result.problem)
        : new UnansweredError(`${request.method} ${request.path}`, result.cause);
    const again = error instanceof ProblemError ? error.retryable : true;
    if (!again || attempt >= attempts) throw error;
    const asked = result.kind === 'problem' ? result.retryAfterSeconds : undefined;
    await new Promise((resolve) => setTimeout(resolve, asked === undefined ? waitMs(attempt) : asked * 1000));
  }
}

type Attempt =
  | { kind: 'answer'; content: unknown }
  | { kind: 'problem'; problem: Problem; retryAfterSeconds: number | undefined }
  | { kind: 'silence'; cause: unknown };

async function tryOnce(options: ClientOptions, request: Call): Promise<Attempt> {
  const { headers } = signRequest(options.key, request);
  try {
    const response = await fetch(new URL(request.path, options.baseUrl), {
      method: request.method,
      headers: { ...headers, ...(request.body && { 'content-type': 'application/json' }) },
      ...(request.body && { body: request.body }),
      signal: AbortSignal.timeout(options.timeoutMs ?? 15_000),
    });
    const text = await response.text();
    if (response.ok) return { kind: 'answer', content: JSON.parse(text) };
    return {
      kind: 'problem',
      problem: readProblem(response.status, text),
      retryAfterSeconds: readSeconds(response.headers.get('retry-after')),
    };
  } catch (cause) {
    return { kind: 'silence', cause };
  }
}

/** A gateway in between may answer with something that is no problem document. */
function readProblem(status: number, text: string): Problem {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.code === 'string')
      return { detail: problem.code, ...problem, status, code: problem.code };
  } catch {
    // Told below by the status alone.
  }
  return { status, code: `http.${status}`, detail: `HTTP ${status}` };
}

function readSeconds(header: string | null): number | undefined {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) : undefined;
}

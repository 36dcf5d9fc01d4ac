/** What a partner shows before it collects money, each step by a call of its own program. Described in docs/partner-kit.md. */
export const certificationSteps = [
  'inquiry',
  'hold',
  'payment',
  'replay',
  'conflict',
  'refusal',
  'status',
  'status_after_unknown',
  'reversal',
  'clock_refused',
  'signature_refused',
  'webhook',
  'file_checked',
] as const;
export type CertificationStep = (typeof certificationSteps)[number];

/** Of a call of the partner API what a step is told by. */
export interface ShownCall {
  method: string;
  /** With its query, as sent. */
  path: string;
  status: number;
  /** Our error code; null for what went well. */
  code: string | null;
  responseBody: string;
}

/** Refusals that a program must know how to take: it asks the customer, and does not send again. */
const refusals = new Set([
  'payments.already_paid',
  'payments.held_elsewhere',
  'payments.wrong_amount',
  'payments.partner_limit',
  'payments.oldest_first',
]);

/** The step that a call shows, if any. `status_after_unknown` is told by two calls, `webhook` and `file_checked` elsewhere. */
export function stepShownBy(call: ShownCall): CertificationStep | undefined {
  if (call.code === 'signature.expired') return 'clock_refused';
  if (call.code === 'signature.mismatch' || call.code === 'signature.digest') return 'signature_refused';
  if (call.code === 'payments.conflict') return 'conflict';
  if (call.code !== null && refusals.has(call.code)) return 'refusal';
  if (call.status >= 300) return undefined;
  const path = call.path.split('?')[0]!;
  if (call.method === 'GET') {
    if (/^\/partner\/v1\/customers\/[^/]+\/bills$/.test(path)) return 'inquiry';
    return /^\/partner\/v1\/payments\/[^/]+$/.test(path) ? 'status' : undefined;
  }
  if (path.endsWith('/reversal')) return 'reversal';
  if (path === '/partner/v1/holds') return 'hold';
  if (path !== '/partner/v1/payments') return undefined;
  return /"outcome"\s*:\s*"replayed"/.test(call.responseBody) ? 'replay' : 'payment';
}

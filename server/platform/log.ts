import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured logs on standard error, one JSON object a line. Secrets and personal data are never passed in. */
export function createLog(level: string): Log {
  return pino(
    { level, base: undefined, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    pino.destination(2),
  );
}

import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured logs on standard error, one JSON object a line. Secrets and personal data are never passed in. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: undefined,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      // Of an error only what explains it: a driver's error carries its whole connection, a row's error the row.
      serializers: { err: presentError },
    },
    pino.destination(2),
  );
}

function presentError(error: Error & { code?: unknown; cause?: unknown }): object {
  const { name, message, stack, code, cause } = error;
  return { name, message, code, stack, ...(cause instanceof Error && { cause: presentError(cause) }) };
}

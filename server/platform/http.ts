import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { errorMessages, type ErrorCode } from '../../core/messages/errors.ts';
import { fieldRule } from '../../core/messages/field-rules.ts';
import { OutcomeUnknownError, sqlState } from './db.ts';
import { AppError, ensure, statusOfKind, type FieldError } from './errors.ts';
import { lazyCompilers } from './lazy-schemas.ts';
import type { Log } from './log.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** RFC 9457 problem document, with our stable `code` and the request's id. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'Address of the code in the error catalogue' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable code, for programs' }),
    detail: Type.String({ description: 'What is wrong, in Vietnamese' }),
    detailEn: Type.String({ description: 'What is wrong, in English' }),
    requestId: Type.String(),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          field: Type.String(),
          code: Type.String(),
          detail: Type.String({ description: 'What it must be, in Vietnamese' }),
          detailEn: Type.Optional(Type.String()),
        }),
      ),
    ),
  },
  { $id: 'Problem', description: 'RFC 9457 problem document' },
);

/** An HTTP server with request ids, problem documents, locked-down headers and bounded bodies. */
export async function createHttp(options: {
  log: Log;
  bodyLimit?: number;
  /** How long a server that stops waits for what is being answered or sent. */
  lastWordMs?: number;
}): Promise<App> {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.bodyLimit ?? 65_536,
    // Undeclared fields are an error by `additionalProperties: false`, never silently dropped.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true, strict: false } },
    schemaController: { compilersFactory: lazyCompilers },
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.addSchema(ProblemSchema);
  endWaiting(app as unknown as App, options.lastWordMs ?? 5_000);
  await app.register(cookie);
  app.setErrorHandler((error, request, reply) => sendProblem(error as FastifyError, request, reply));
  app.addHook('onRequest', async ({ url }) => {
    // No text of ours can hold it; a list that is being sent already could not say so any more.
    ensure(!url.includes('%00'), () => new AppError('request.invalid', 'invalid'));
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug({ route: request.routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime });
  });
  return app as unknown as App;
}

/** Whoever began a request and never ends it would keep the server from stopping. */
function endWaiting(app: App, lastWordMs: number): void {
  app.addHook('preClose', async () => {
    const insist = setTimeout(() => app.server.closeAllConnections(), lastWordMs);
    app.server.once('close', () => clearTimeout(insist));
    // A server that has never listened does not close either.
    if (!app.server.listening) clearTimeout(insist);
  });
}

/** Locks down a scope that serves people's browsers; partners' programs have no use for these headers. */
export async function lockDownBrowsers(app: App): Promise<void> {
  await app.register(helmet, helmetOptions);
}

const helmetOptions = {
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: null,
    },
  },
  strictTransportSecurity: false,
};

export function sendProblem(
  error: FastifyError | AppError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = toAppError(error);
  if (!known)
    request.log.error({ err: error, requestId: request.id, route: request.routeOptions?.url }, 'fault');
  const code: ErrorCode = known?.code ?? 'internal.fault';
  const status = known ? statusOfKind[known.kind] : 500;
  if (known)
    request.log.info({ requestId: request.id, code, status, route: request.routeOptions?.url }, 'refused');
  if (known?.retryAfterSeconds) reply.header('retry-after', String(known.retryAfterSeconds));
  return reply
    .code(status)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(presentProblem(code, status, request.id, known));
}

function presentProblem(
  code: ErrorCode,
  status: number,
  requestId: string,
  error: AppError | undefined,
): object {
  return {
    type: `/partner/errors#${code}`,
    title: code,
    status,
    code,
    detail: errorMessages[code].vi,
    detailEn: errorMessages[code].en,
    requestId,
    ...(error && Object.keys(error.params).length > 0 && { params: error.params }),
    ...(error && error.fields.length > 0 && { errors: error.fields }),
  };
}

function toAppError(error: FastifyError | AppError | Error): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof OutcomeUnknownError) {
    return new AppError(
      'database.outcome_unknown',
      'unavailable',
      {},
      { cause: error, retryAfterSeconds: 2 },
    );
  }
  // A character that PostgreSQL keeps in no text: U+0000.
  if (['22021', '22P05'].includes(sqlState(error) ?? '')) return new AppError('request.invalid', 'invalid');
  const { code, validation } = error as FastifyError;
  if (validation) return validationProblem(error as FastifyError);
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('request.too_large', 'too_large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('request.media_type', 'unprocessable');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new AppError('request.not_json', 'invalid');
    default:
      if (error instanceof SyntaxError && (error as FastifyError).statusCode === 400) {
        return new AppError('request.not_json', 'invalid');
      }
      return undefined;
  }
}

function validationProblem(error: FastifyError): AppError {
  const fields: FieldError[] = (error.validation ?? []).map((issue) => ({
    field: fieldName(issue),
    code: issue.keyword,
    detail: fieldRule(issue.keyword, issue.params),
    detailEn: issue.message ?? issue.keyword,
  }));
  const unknown = fields.some(({ code }) => code === 'additionalProperties');
  return new AppError(unknown ? 'request.unknown_field' : 'request.invalid', 'invalid', {}, { fields });
}

function fieldName(issue: {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}): string {
  const path = issue.instancePath.replaceAll('/', '.').replace(/^\./, '');
  const extra =
    issue.params['additionalProperty'] ??
    issue.params['additionalProperties'] ??
    issue.params['missingProperty'];
  const name = Array.isArray(extra) ? extra.join(', ') : typeof extra === 'string' ? extra : '';
  return [path, name].filter(Boolean).join('.') || '(body)';
}

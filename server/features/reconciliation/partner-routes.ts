import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { answerDifference } from './answer-difference.ts';
import { dayResult } from './day-result.ts';
import { listAsked, type DifferenceRow } from './difference-queries.ts';
import { findLatestFile, type FileRow } from './file-queries.ts';
import {
  AnsweredSchema,
  AnswerRequestSchema,
  DayParams,
  DayResultSchema,
  FileQuery,
  FileReceivedSchema,
} from './partner-schemas.ts';
import { presentRefusal } from './present-file.ts';
import { receiveFile } from './receive-file.ts';

/**
 * The signature covers the digest of the whole body, which is therefore held in memory once: larger files come through
 * the console or the command line.
 */
const fileLimitBytes = 32 * 1024 * 1024;
const fileTypes = [
  'text/csv',
  'text/plain',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

const Problem = Type.Ref('Problem');
const problems = {
  400: Problem,
  401: Problem,
  404: Problem,
  409: Problem,
  413: Problem,
  422: Problem,
  429: Problem,
  503: Problem,
};

/** A partner's file of a day, its result, and the answers to what the partner is asked. */
export function partnerReconciliationRoutes(app: App, runtime: Runtime): void {
  app.register(async (scope) => {
    const own = scope as unknown as App;
    fileRoute(own, runtime);
    resultRoute(own);
    answerRoute(own);
  });
}

function fileRoute(app: App, runtime: Runtime): void {
  app.addContentTypeParser(fileTypes, { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer;
    done(null, body);
  });
  const receive = async (
    request: FastifyRequest<{ Params: Static<typeof DayParams>; Querystring: Static<typeof FileQuery> }>,
    reply: FastifyReply,
  ) => {
    const { partner: context, params, query, rawBody } = request;
    const { code } = context.partner;
    const received = await receiveFile(runtime, context.company, Readable.from([rawBody]), {
      partnerCode: code,
      day: params.day,
      scope: query.scope ?? 'final',
      mappingName: undefined,
      fileName: query.fileName ?? `${code}-${params.day}`,
      by: `partner:${code}`,
      businessOn: context.businessDate,
    });
    return reply.code(202).send({
      fileId: String(received.id),
      unchanged: received.unchanged,
      result: `/partner/v1/reconciliation/${params.day}`,
    });
  };
  for (const method of ['PUT', 'POST'] as const) {
    app.route({
      method,
      url: '/reconciliation/:day/file',
      schema: {
        summary: 'Send the file of a settlement day',
        description:
          'The file itself is the body: CSV or XLSX, signed like any other body, at most 32 MB. A later file of the day ' +
          'takes the place of the former; the same bytes again change nothing. It is matched shortly afterwards: ask for ' +
          'the result.',
        tags: ['reconciliation'],
        // One operation in the document; the other method is the same.
        hide: method === 'POST',
        params: DayParams,
        querystring: FileQuery,
        consumes: fileTypes,
        response: { 202: FileReceivedSchema, ...problems },
      },
      bodyLimit: fileLimitBytes,
      handler: receive,
    });
  }
}

function resultRoute(app: App): void {
  app.get(
    '/reconciliation/:day',
    {
      schema: {
        summary: 'Result of a settlement day',
        description: 'What is the same on both sides, what differs by lane, and what you are asked about.',
        tags: ['reconciliation'],
        params: DayParams,
        response: { 200: DayResultSchema, ...problems },
      },
    },
    async ({ partner: { db, partner }, params: { day } }) => {
      const result = await dayResult(db, partner.id, day);
      const { file } = result;
      return {
        day,
        file: file && {
          fileId: String(file.id),
          fileName: file.fileName,
          sha256: file.sha256,
          scope: file.scope,
          lines: file.lines,
          amount: String(file.linesVnd),
          receivedAt: file.receivedAt.toISOString(),
        },
        latest: presentLatest(await findLatestFile(db, partner.id, day)),
        matched: result.matched,
        matchedAmount: String(result.matchedVnd),
        difference: String(result.differenceVnd),
        byLane: Object.entries(result.byLane).map(([lane, { count, theirVnd, ourVnd }]) => ({
          lane: lane as keyof typeof result.byLane,
          count,
          yourAmount: String(theirVnd),
          ourAmount: String(ourVnd),
        })),
        asked: (await listAsked(db, partner.id, day)).map(presentAsked),
      };
    },
  );
}

function presentLatest(file: FileRow | undefined) {
  if (!file) return null;
  const { id, state, refusal } = file;
  return { fileId: String(id), state, refusal: refusal && presentRefusal(refusal) };
}

function presentAsked(row: DifferenceRow) {
  return {
    id: String(row.id),
    lane: row.lane,
    cause: row.cause,
    reference: row.reference,
    customerCode: row.customer_code,
    yourAmount: row.their_vnd === null ? null : String(row.their_vnd),
    ourAmount: row.our_vnd === null ? null : String(row.our_vnd),
    yourTime: row.their_at?.toISOString() ?? null,
    ourTime: row.our_at?.toISOString() ?? null,
    question: row.note,
    dueOn: row.due_on,
    answer: row.answer,
    answerNote: row.answer_note,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}

function answerRoute(app: App): void {
  app.post(
    '/reconciliation/:day/answers',
    {
      schema: {
        summary: 'Answer a difference',
        description: 'Sending the same answer again changes nothing; another answer replaces it.',
        tags: ['reconciliation'],
        params: DayParams,
        body: AnswerRequestSchema,
        response: { 200: AnsweredSchema, ...problems },
      },
    },
    async ({ partner: { db, partner, now }, body }) => {
      const { id, answer, note = null } = body;
      const given = {
        partnerId: partner.id,
        partnerCode: partner.code,
        differenceId: BigInt(id),
        answer,
        note,
      };
      await answerDifference(db, given, now);
      return { id, answer, answeredAt: now.toISOString() };
    },
  );
}

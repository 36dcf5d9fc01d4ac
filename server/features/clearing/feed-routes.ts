import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { FastifyReply } from 'fastify';
import { dispositionOf } from '../../platform/disposition.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { listOf, pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { findLastEntry } from './collect-queries.ts';
import { clearingError } from './errors.ts';
import { makeFile } from './make-file.ts';
import { fileNameOf, presentFeedEntry, presentFile } from './present.ts';
import { findFile, listFeed, listFiles } from './queries.ts';
import { FeedEntrySchema, FileSchema, SeqSchema } from './schemas.ts';
import { feedCsv, feedWorkbook, longestFeed, type FeedRange } from './write-feed.ts';

const feedPage = 1_000;

/** The same entries for a billing system that takes files: in order, and the same bytes however often asked for. */
export function feedRoutes(app: App): void {
  app.get(
    '/clearing/feed',
    {
      schema: {
        querystring: Type.Object(
          {
            after: Type.Optional(SeqSchema),
            upto: Type.Optional(SeqSchema),
            format: Type.Optional(Type.Enum(['csv', 'xlsx', 'json'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(FeedEntrySchema) },
      },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, query }, reply) => {
      const after = BigInt(query.after ?? '0');
      const last =
        query.upto === undefined ? ((await findLastEntry(staff.db))?.seq ?? 0n) : BigInt(query.upto);
      const most = after + BigInt(longestFeed);
      const range = { after, upto: last < most ? last : most };
      if (query.format === 'xlsx') return sendXlsx(reply, feedWorkbook(staff.db, range));
      if (query.format === 'csv') {
        const fileName = fileNameOf({ from_seq: after + 1n, upto_seq: range.upto });
        return sendCsv(reply, fileName, feedCsv(staff.db, range));
      }
      const found = await listFeed(staff.db, { ...range, limit: feedPage + 1 });
      const rows = found.slice(0, feedPage);
      const end = rows.at(-1);
      return {
        rows: rows.map(presentFeedEntry),
        next: found.length > feedPage && end ? String(end.seq) : null,
      };
    },
  );
  fileRoutes(app);
}

function fileRoutes(app: App): void {
  app.post(
    '/clearing/files',
    {
      schema: {
        body: Type.Object(
          { fromSeq: Type.Optional(SeqSchema), uptoSeq: Type.Optional(SeqSchema) },
          { additionalProperties: false },
        ),
        response: { 201: FileSchema },
      },
      config: { permission: 'clearing.manage' },
    },
    async ({ staff, body }, reply) => {
      const fromSeq = body.fromSeq === undefined ? undefined : BigInt(body.fromSeq);
      const uptoSeq = body.uptoSeq === undefined ? undefined : BigInt(body.uptoSeq);
      return reply.code(201).send(presentFile(await makeFile(staff, { fromSeq, uptoSeq })));
    },
  );
  app.get(
    '/clearing/files',
    { schema: { response: { 200: listOf(FileSchema) } }, config: { permission: 'reconciliation.view' } },
    async ({ staff }) => ({ rows: (await listFiles(staff.db)).map(presentFile) }),
  );
  app.get(
    '/clearing/files/:id/csv',
    {
      schema: { params: Type.Object({ id: SeqSchema }) },
      config: { permission: 'reconciliation.view' },
    },
    async ({ staff, params }, reply) => {
      const file = await findFile(staff.db, BigInt(params.id));
      ensure(file, clearingError('clearing.unknown_file', { id: params.id }));
      const range: FeedRange = { after: file.from_seq - 1n, upto: file.upto_seq };
      return sendCsv(reply, fileNameOf(file), feedCsv(staff.db, range));
    },
  );
}

function sendCsv(reply: FastifyReply, fileName: string, lines: AsyncGenerator<string>): FastifyReply {
  return (
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', dispositionOf('attachment', fileName))
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(Readable.from(lines, { objectMode: false }))
  );
}

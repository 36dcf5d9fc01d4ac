import type { FastifyReply } from 'fastify';
import { dispositionOf } from '../../platform/disposition.ts';
import type { ReportFormat } from './mail-queries.ts';
import { mediaTypes, type ReportFile } from './make-file.ts';

/** Answers with a file: pages to be looked at in the browser, the others to be saved. */
export function sendFile(reply: FastifyReply, file: ReportFile, format: ReportFormat): FastifyReply {
  return (
    reply
      .header('content-type', mediaTypes[format])
      .header('content-disposition', dispositionOf(format === 'pdf' ? 'inline' : 'attachment', file.fileName))
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(file.content)
  );
}

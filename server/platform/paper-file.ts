import type { FastifyReply } from 'fastify';
import type { Paper } from '../../core/papers/paper.ts';
import { dispositionOf } from './disposition.ts';
import { writeDocx } from './docx/write-paper.ts';
import { renderPdf } from './pdf/document.ts';
import { paperDocument } from './pdf/paper-document.ts';
import { paperWorkbook } from './xlsx/paper-workbook.ts';
import { xlsxBytes } from './xlsx/writer.ts';

export const paperFormats = ['pdf', 'docx', 'xlsx'] as const;
export type PaperFormat = (typeof paperFormats)[number];

export const paperMediaTypes: Record<PaperFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface PaperFile {
  fileName: string;
  content: Buffer;
}

/** A paper in one of its forms; with `annex` its last pages say of each figure what it is made of. */
export async function drawPaper(
  paper: Paper,
  file: { name: string; annex: boolean },
  format: PaperFormat,
): Promise<PaperFile> {
  const fileName = `${file.name}.${format}`;
  if (format === 'pdf') return { fileName, content: await renderPdf(paperDocument(paper, file)) };
  if (format === 'docx') return { fileName, content: await writeDocx(paper, { annex: file.annex }) };
  return { fileName, content: await xlsxBytes(paperWorkbook(paper, file.name)) };
}

/** Answers with a paper's file: pages to be looked at in the browser, the others to be saved. */
export function sendPaperFile(reply: FastifyReply, file: PaperFile, format: PaperFormat): FastifyReply {
  return (
    reply
      .header('content-type', paperMediaTypes[format])
      .header('content-disposition', dispositionOf(format === 'pdf' ? 'inline' : 'attachment', file.fileName))
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(file.content)
  );
}

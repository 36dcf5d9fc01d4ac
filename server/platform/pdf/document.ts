import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import type { FastifyReply } from 'fastify';
import pdfMake from 'pdfmake';
import { dispositionOf } from '../disposition.ts';
import type { Content } from './content.ts';

/** A paper of one or more A4 pages. */
export interface PdfDocument {
  fileName: string;
  title: string;
  author: string;
  /** The file's own date. It comes from the content, never from the clock: the same content is the same file. */
  madeAt: Date;
  content: Content[];
  /** Lines at the foot of every page, beside the page number: data-as-of time, hash of the content. */
  footer: readonly string[];
  /** Stands at the head of every page; for papers that are not real. */
  mark?: string;
}

const fontFolder = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/package.json'),
);
const fontFile = (cut: string): string => join(fontFolder, cut, `BeVietnamPro_${cut}.ttf`);

pdfMake.setFonts({
  'Be Vietnam Pro': {
    normal: fontFile('400Regular'),
    bold: fontFile('600SemiBold'),
    italics: fontFile('400Regular_Italic'),
    bolditalics: fontFile('600SemiBold_Italic'),
  },
});
// A document is made of text alone: nothing is fetched for it, and of this machine's files only the font is read.
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

const margin = 42;

/**
 * The document as a file. Its streams are not compressed: a compressor's output changes with its version, and a signed
 * paper must be byte for byte what it was.
 */
export function renderPdf(document: PdfDocument): Promise<Buffer> {
  return pdfMake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [margin, document.mark ? 56 : margin, margin, 62],
      compress: false,
      language: 'vi',
      displayTitle: true,
      info: {
        title: document.title,
        author: document.author,
        creator: 'tiendien',
        producer: 'tiendien',
        creationDate: document.madeAt,
      },
      defaultStyle: { font: 'Be Vietnam Pro', fontSize: 9.5, lineHeight: 1.25 },
      ...(document.mark && {
        header: { text: document.mark, alignment: 'center', bold: true, fontSize: 9, margin: [0, 22, 0, 0] },
      }),
      // pdfmake writes its measurements into what it is given.
      content: cloneContent(document.content),
      footer: (page, pages) => footerOf(document, page, pages),
    })
    .getBuffer();
}

function footerOf({ footer }: PdfDocument, page: number, pages: number): Content {
  return {
    margin: [margin, 12, margin, 0],
    fontSize: 7,
    color: '#444444',
    columns: [
      { width: '*', stack: [...footer] },
      { width: 'auto', text: `Trang ${page}/${pages}`, alignment: 'right' },
    ],
  };
}

/** Answers a request with a document; a browser shows it, and can print or save it from there. */
export async function sendPdf(reply: FastifyReply, document: PdfDocument): Promise<FastifyReply> {
  return (
    reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', dispositionOf('inline', document.fileName))
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(await renderPdf(document))
  );
}

function cloneContent<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(cloneContent) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cloneContent(part)])) as Value;
}

import { Worker } from 'node:worker_threads';
import type { FastifyReply } from 'fastify';
import { dispositionOf } from '../disposition.ts';
import type { Content } from './content.ts';

/** A paper of one or more pages. */
export interface PdfDocument {
  fileName: string;
  title: string;
  author: string;
  /** The file's own date. It comes from the content, never from the clock: the same content is the same file. */
  madeAt: Date;
  /** A4 unless it says otherwise; `A4-across` lies on its side; `roll80` is as long as what is on it, for a printer of 80 mm. */
  page?: PageSize;
  /** `state`: face, margins and page numbers of a state document; `house` unless it says otherwise. */
  look?: PaperLook;
  content: Content[];
  /** Lines at the foot of every page, beside the page number: data-as-of time, hash of the content. */
  footer: readonly string[];
  /** Stands at the head of every page; for papers that are not real. */
  mark?: string;
}

export type PaperLook = 'house' | 'state';
export type PageSize = 'A4' | 'A4-across' | 'A5' | 'roll80';

type Answer = { id: number; file: Uint8Array } | { id: number; fault: string };

interface Renderer {
  worker: Worker;
  waiting: Map<number, { resolve: (file: Buffer) => void; reject: (error: Error) => void }>;
}

let renderer: Renderer | undefined;
let serial = 0;

/** The document as a file. One thread makes them one after the other; it starts with the first and ends with the process. */
export function renderPdf(document: PdfDocument): Promise<Buffer> {
  renderer ??= startRenderer();
  const { worker, waiting } = renderer;
  const id = ++serial;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ id, document });
  });
}

function startRenderer(): Renderer {
  const worker = new Worker(new URL('./render.ts', import.meta.url));
  const waiting: Renderer['waiting'] = new Map();
  worker.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    // Whoever waits keeps the process alive; an idle thread does not.
    if (waiting.size === 0) worker.unref();
    if ('file' in answer) asker?.resolve(Buffer.from(answer.file));
    else asker?.reject(new Error(`the document could not be laid out: ${answer.fault}`));
  });
  const end = (cause: unknown): void => {
    if (renderer?.worker === worker) renderer = undefined;
    for (const { reject } of waiting.values())
      reject(new Error('the thread that makes documents ended', { cause }));
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', end);
  worker.unref();
  return { worker, waiting };
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

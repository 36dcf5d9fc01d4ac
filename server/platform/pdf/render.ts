import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import pdfMake from 'pdfmake';
import type { Content } from './content.ts';
import type { PageSize, PdfDocument } from './document.ts';

/** Runs in a thread of its own: laying out pages is a second of arithmetic that must not hold up payments. */
parentPort?.on('message', ({ id, document }: { id: number; document: PdfDocument }) => {
  render(document).then(
    (file) => parentPort?.postMessage({ id, file }),
    (error: unknown) => parentPort?.postMessage({ id, fault: String(error) }),
  );
});

const fontFolder = dirname(
  fileURLToPath(import.meta.resolve('@expo-google-fonts/be-vietnam-pro/package.json')),
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
pdfMake.setTableLayouts({
  ruled: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0.5,
    hLineColor: () => '#666666',
    vLineColor: () => '#666666',
    paddingTop: () => 2,
    paddingBottom: () => 1,
  },
});

const margin = 42;

/** Sizes in points with their margins; a roll of 80 mm prints 72. Its height follows the content. */
const pages: Record<PageSize, { pageSize: string | { width: number; height: 'auto' }; margins: number[] }> = {
  A4: { pageSize: 'A4', margins: [margin, 34, margin, 54] },
  A5: { pageSize: 'A5', margins: [margin, 34, margin, 34] },
  roll80: { pageSize: { width: 227, height: 'auto' }, margins: [11, 24, 11, 11] },
};

/**
 * The streams are not compressed: a compressor's output changes with its version, and a signed paper must be byte for
 * byte what it was.
 */
function render(document: PdfDocument): Promise<Buffer> {
  const { pageSize, margins } = pages[document.page ?? 'A4'];
  const [left = 0, top = 0, right = 0, bottom = 0] = margins;
  return pdfMake
    .createPdf({
      pageSize,
      pageMargins: [left, document.mark ? top + 10 : top, right, bottom],
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
        header: { text: document.mark, alignment: 'center', bold: true, fontSize: 8, margin: [0, 18, 0, 0] },
      }),
      content: document.content,
      footer: (page, pages) => (document.footer.length === 0 ? '' : footerOf(document, page, pages)),
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

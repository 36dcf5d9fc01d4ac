import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import pdfMake from 'pdfmake';
import type { Content } from './content.ts';
import { stateMargins } from './state-page.ts';
import type { PageSize, PaperLook, PdfDocument } from './document.ts';

/** Runs in a thread of its own: laying out pages is a second of arithmetic that must not hold up payments. */
parentPort?.on('message', ({ id, document }: { id: number; document: PdfDocument }) => {
  render(document).then(
    (file) => parentPort?.postMessage({ id, file }),
    (error: unknown) => parentPort?.postMessage({ id, fault: String(error) }),
  );
});

const houseFolder = folderAt(import.meta.resolve('@expo-google-fonts/be-vietnam-pro/package.json'));
/** As wide as Times New Roman, letter by letter, and free. */
const stateFolder = folderAt(import.meta.resolve('@expo-google-fonts/tinos/package.json'));

function folderAt(address: string): string {
  return dirname(fileURLToPath(address));
}

const houseFont = (cut: string): string => join(houseFolder, cut, `BeVietnamPro_${cut}.ttf`);
const stateFont = (cut: string): string => join(stateFolder, cut, `Tinos_${cut}.ttf`);

pdfMake.setFonts({
  'Be Vietnam Pro': {
    normal: houseFont('400Regular'),
    bold: houseFont('600SemiBold'),
    italics: houseFont('400Regular_Italic'),
    bolditalics: houseFont('600SemiBold_Italic'),
  },
  Tinos: {
    normal: stateFont('400Regular'),
    bold: stateFont('700Bold'),
    italics: stateFont('400Regular_Italic'),
    bolditalics: stateFont('700Bold_Italic'),
  },
});
// A document is made of text alone: nothing is fetched for it, and of this machine's files only the fonts are read.
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setLocalAccessPolicy((path) => path.startsWith(houseFolder) || path.startsWith(stateFolder));
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
const pages: Record<
  PageSize,
  { pageSize: string | { width: number; height: number | 'auto' }; margins: number[] }
> = {
  A4: { pageSize: 'A4', margins: [margin, 34, margin, 54] },
  'A4-across': { pageSize: { width: 841.89, height: 595.28 }, margins: [margin, 34, margin, 46] },
  A5: { pageSize: 'A5', margins: [margin, 34, margin, 34] },
  roll80: { pageSize: { width: 227, height: 'auto' }, margins: [11, 24, 11, 11] },
};

/**
 * Margins and face of the two looks. A state document (Decree 30/2020/NĐ-CP, annex I): 20–25 mm above and below, 30–35 mm
 * left, 15–20 mm right, Times 13–14; its pages are numbered in the middle of the head, from the second one on.
 */
const looks: Record<PaperLook, { margins?: number[]; style: object }> = {
  house: { style: { font: 'Be Vietnam Pro', fontSize: 9.5, lineHeight: 1.25 } },
  state: {
    margins: [stateMargins.left, stateMargins.top, stateMargins.right, stateMargins.bottom],
    style: { font: 'Tinos', fontSize: 13, lineHeight: 1.15 },
  },
};

/**
 * The streams are not compressed: a compressor's output changes with its version, and a signed paper must be byte for
 * byte what it was.
 */
function render(document: PdfDocument): Promise<Buffer> {
  const look = looks[document.look ?? 'house'];
  const { pageSize, margins } = pages[document.page ?? 'A4'];
  const [left = 0, top = 0, right = 0, bottom = 0] = look.margins ?? margins;
  const isState = document.look === 'state';
  return pdfMake
    .createPdf({
      pageSize,
      pageMargins: [left, document.mark && !isState ? top + 10 : top, right, bottom],
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
      defaultStyle: look.style,
      ...(isState && { header: stateHeader }),
      ...(document.mark && !isState && { header: markOf(document.mark) }),
      content: document.content,
      footer: (page, pages) => {
        if (isState) return document.mark ? { ...markOf(document.mark), margin: [0, 24, 0, 0] } : '';
        return document.footer.length === 0 ? '' : footerOf(document, page, pages);
      },
    })
    .getBuffer();
}

function stateHeader(page: number): Content {
  return page === 1 ? '' : { text: String(page), alignment: 'center', margin: [0, 28, 0, 0] };
}

function markOf(mark: string) {
  return { text: mark, alignment: 'center' as const, bold: true, fontSize: 8, margin: [0, 18, 0, 0] };
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

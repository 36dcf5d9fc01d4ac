import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { renderPdf, type PdfDocument } from './document.ts';

const letters = 'aàảãáạăằẳẵắặâầẩẫấậ eèẻẽéẹêềểễếệ iìỉĩíị oòỏõóọôồổỗốộơờởỡớợ uùủũúụưừửữứự yỳỷỹýỵ đ';
const paper: PdfDocument = {
  fileName: 'thu.pdf',
  title: 'Bản thử',
  author: 'Công ty Điện lực thử',
  madeAt: new Date('2026-09-04T01:00:00Z'),
  content: [
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, alignment: 'center' },
    { text: letters },
    { text: letters.toLocaleUpperCase('vi'), bold: true },
    { text: 'Một nghìn tỷ không trăm linh năm triệu đồng', italics: true, pageBreak: 'after' },
    { text: 'Trang sau' },
  ],
  footer: ['Số liệu lúc 08:00 04/09/2026'],
  mark: 'DỮ LIỆU MẪU',
};

test('the text of a document can be read and copied with every Vietnamese mark', async () => {
  const lines = pdfText(await renderPdf(paper));
  for (const line of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    letters,
    letters.toLocaleUpperCase('vi'),
    'Một nghìn tỷ không trăm linh năm triệu đồng',
  ]) {
    assert.ok(lines.includes(line), line);
  }
});

test('every page says which of how many it is, at what time, and that it is a sample', async () => {
  const lines = pdfText(await renderPdf(paper));
  for (const page of ['1/2', '2/2']) {
    assert.ok(lines.includes(`Số liệu lúc 08:00 04/09/2026 Trang ${page}`), page);
  }
  assert.equal(lines.filter((line) => line === 'DỮ LIỆU MẪU').length, 2);
});

test('the same content is the same file, another content another', async () => {
  const [first, again, other] = await Promise.all([
    renderPdf(paper),
    renderPdf(paper),
    renderPdf({ ...paper, content: [{ text: 'Khác' }] }),
  ]);
  assert.ok(first.equals(again));
  assert.ok(!first.equals(other));
});

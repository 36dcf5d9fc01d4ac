import { crc32 } from 'node:zlib';

/** A workbook of one sheet as a small partner's program writes it: everything text but the amounts. */
export function writeSheet(rows: readonly (readonly (string | bigint)[])[]): Buffer {
  const body = rows
    .map((cells, row) => `<row r="${row + 1}">${cells.map(writeCell).join('')}</row>`)
    .join('');
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return packStored({
    '[Content_Types].xml':
      `<Types xmlns="${packed}/content-types"><Default Extension="rels" ` +
      `ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ` +
      `ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ` +
      `ContentType="${kind}.worksheet+xml"/></Types>`,
    '_rels/.rels':
      `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${type}/officeDocument" ` +
      `Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${type}"><sheets><sheet name="Giao dịch" sheetId="1" r:id="rId1"/></sheets>` +
      `</workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${type}/worksheet" ` +
      `Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${body}</sheetData></worksheet>`,
  });
}

function writeCell(cell: string | bigint): string {
  if (typeof cell === 'bigint') return `<c><v>${cell}</v></c>`;
  const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** A ZIP archive without compression. */
function packStored(files: Record<string, string>): Buffer {
  const pieces: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    // Names are UTF-8; 1 January 1980, the earliest day there is.
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt16LE(0x21, 8);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(path.length, 22);
    pieces.push(Buffer.from('PK\u0003\u0004'), head, path, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), head, tail, path);
    offset += 30 + path.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, directory, Buffer.from('PK\u0005\u0006'), end]);
}

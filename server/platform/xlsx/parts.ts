import { escapeText } from './cells.ts';

/** The fixed parts of an Office Open XML workbook package (ECMA-376 parts 1 and 2). */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const spreadsheetType = `${contentTypes}.sheet`;

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** A sheet's name, and the rows at its head that are printed on every page. */
export interface SheetHead {
  name: string;
  from: number;
  to: number;
}

/** Every part but the sheets, by its path in the package. */
export function fixedParts(sheets: readonly SheetHead[]): Record<string, string> {
  const sheetNames = sheets.map(({ name }) => name);
  return {
    '[Content_Types].xml': writeContentTypes(sheetNames.length),
    '_rels/.rels': writeRelationships([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/_rels/workbook.xml.rels': writeRelationships([
      ...sheetNames.map((_, index) => ({ type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` })),
      { type: 'styles', target: 'styles.xml' },
    ]),
    'xl/workbook.xml': writeWorkbook(sheets),
    'xl/styles.xml': styles,
  };
}

function writeContentTypes(sheets: number): string {
  const overrides = Array.from(
    { length: sheets },
    (_, index) => `<Override PartName="/${sheetPath(index)}" ContentType="${contentTypes}.worksheet+xml"/>`,
  );
  return (
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${contentTypes}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${contentTypes}.styles+xml"/>` +
    `${overrides.join('')}</Types>`
  );
}

function writeRelationships(list: readonly { type: string; target: string }[]): string {
  const rows = list.map(
    ({ type, target }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageRelationships}">${rows.join('')}</Relationships>`;
}

function writeWorkbook(heads: readonly SheetHead[]): string {
  const sheets = heads.map(
    ({ name }, index) => `<sheet name="${escapeText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = heads.map(({ name, from, to }, index) => {
    const sheet = escapeText(`'${name.replaceAll("'", "''")}'`);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sheet}!$${from}:$${to}</definedName>`;
  });
  return (
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.join('')}</sheets>` +
    `<definedNames>${titles.join('')}</definedNames></workbook>`
  );
}

/** Sheet names are unique, at most 31 characters, and free of the marks Excel forbids. */
export function safeSheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .replaceAll(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    let candidate = plain.slice(0, 31);
    for (let copy = 2; taken.has(candidate.toLowerCase()); copy++) {
      const mark = ` (${copy})`;
      candidate = plain.slice(0, 31 - mark.length) + mark;
    }
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}

const font = (more: string): string =>
  `<font>${more}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
const border = '<left/><right/><top/><bottom style="thin"><color rgb="FFB8C0CC"/></bottom><diagonal/>';
const xf = (format: number, fontId: number, more = '', alignment = ''): string =>
  `<xf numFmtId="${format}" fontId="${fontId}" fillId="${more ? 2 : 0}" borderId="${more ? 1 : 0}" xfId="0" ` +
  `applyNumberFormat="1" applyFont="1"${more} applyAlignment="1">${alignment || '<alignment vertical="top"/>'}</xf>`;
const header = ' applyFill="1" applyBorder="1"';

/** 3 is `#,##0`, 10 is `0.00%`, 49 is text; 164 to 166 are ours. The order is that of `styleOf` in cells.ts. */
const styles =
  `${declaration}<styleSheet xmlns="${main}">` +
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>' +
  '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/>' +
  '<numFmt numFmtId="166" formatCode="+0.00;&quot;−&quot;0.00;&quot;±&quot;0.00"/></numFmts>' +
  `<fonts count="4">${font('')}${font('<b/>')}` +
  '<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><i/><sz val="10"/><color rgb="FF5B6472"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F7"/><bgColor indexed="64"/></patternFill></fill></fills>' +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${border}</border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="16">${xf(0, 0)}${xf(49, 0)}${xf(3, 0)}${xf(10, 0)}${xf(164, 0)}${xf(165, 0)}` +
  xf(49, 1, header, '<alignment vertical="center" wrapText="1"/>') +
  xf(49, 1, header, '<alignment horizontal="right" vertical="center" wrapText="1"/>') +
  `${xf(49, 2)}${xf(49, 3)}${xf(166, 0)}${xf(49, 1)}${xf(3, 1)}${xf(10, 1)}${xf(166, 1)}` +
  `${xf(49, 1, header, '<alignment horizontal="center" vertical="center" wrapText="1"/>')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

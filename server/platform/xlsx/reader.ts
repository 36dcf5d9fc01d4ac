import { posix } from 'node:path';
import { fileError } from '../tabular/errors.ts';
import type { TableRow } from '../tabular/csv.ts';
import { createParser, localName, WorkbookPackage, type WorkbookOptions } from './package.ts';
import { SheetParser, unescapeText } from './sheet-parser.ts';

/** Texts shared between cells are held in memory; a workbook with more than this belongs into CSV. */
const mostSharedCharacters = 60_000_000;
const mostSharedTexts = 2_000_000;

/**
 * Reads the rows of a workbook's first visible sheet (or the one asked for) in batches, as texts: dates as `dd/MM/yyyy`,
 * whole numbers without a decimal part. Only the shared texts are held in memory. A sheet that is not there is
 * `files.not_xlsx`.
 */
export async function* readXlsx(path: string, options: WorkbookOptions): AsyncGenerator<TableRow[]> {
  const workbook = await WorkbookPackage.open(path, options);
  try {
    if (!workbook.has('[Content_Types].xml') || !workbook.has('xl/workbook.xml'))
      throw fileError('files.not_xlsx');
    const { sheetPath, date1904 } = await findSheet(workbook, options.sheet ?? 0);
    const sheet = new SheetParser({
      texts: await readSharedTexts(workbook),
      dateStyles: await readDateStyles(workbook),
      date1904,
    });
    yield* workbook.parse(sheetPath, sheet.parser, () => sheet.takeRows());
  } finally {
    workbook.close();
  }
}

async function findSheet(
  workbook: WorkbookPackage,
  at: number,
): Promise<{ sheetPath: string; date1904: boolean }> {
  const sheets: { id: string; hidden: boolean }[] = [];
  let date1904 = false;
  const parser = createParser();
  parser.on('opentag', ({ name, attributes }) => {
    const tag = localName(name);
    if (tag === 'workbookPr') date1904 = /^(1|true)$/.test(String(attributes['date1904'] ?? ''));
    if (tag !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => key !== 'id' && localName(key) === 'id')?.[1];
    sheets.push({ id: String(id ?? ''), hidden: String(attributes['state'] ?? 'visible') !== 'visible' });
  });
  await workbook.parseAll('xl/workbook.xml', parser);
  const visible = sheets.filter(({ hidden }) => !hidden);
  const sheet = (visible.length > 0 ? visible : sheets)[at];
  if (!sheet) throw fileError('files.not_xlsx', { reason: 'no sheet' });
  const target = await findRelation(workbook, sheet.id);
  return { sheetPath: target.startsWith('/') ? target.slice(1) : posix.join('xl', target), date1904 };
}

async function findRelation(workbook: WorkbookPackage, id: string): Promise<string> {
  let target: string | undefined;
  const parser = createParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (localName(name) === 'Relationship' && attributes['Id'] === id) target = String(attributes['Target']);
  });
  await workbook.parseAll('xl/_rels/workbook.xml.rels', parser);
  if (!target) throw fileError('files.not_xlsx', { reason: 'no sheet' });
  return target;
}

/** The shared texts; of rich text the runs are joined, of phonetic notes nothing is kept. */
async function readSharedTexts(workbook: WorkbookPackage): Promise<string[]> {
  if (!workbook.has('xl/sharedStrings.xml')) return [];
  const texts: string[] = [];
  let characters = 0;
  let current = '';
  let inText = false;
  let inNote = false;
  const parser = createParser();
  parser.on('opentag', ({ name }) => {
    const tag = localName(name);
    if (tag === 'si') current = '';
    if (tag === 'rPh') inNote = true;
    inText = tag === 't' && !inNote;
  });
  parser.on('text', (text) => {
    if (inText) current += text;
  });
  parser.on('closetag', ({ name }) => {
    const tag = localName(name);
    if (tag === 't') inText = false;
    if (tag === 'rPh') inNote = false;
    if (tag !== 'si') return;
    characters += current.length;
    if (characters > mostSharedCharacters || texts.length >= mostSharedTexts) {
      throw fileError('files.expands_too_much', { part: 'xl/sharedStrings.xml' });
    }
    texts.push(unescapeText(current));
  });
  await workbook.parseAll('xl/sharedStrings.xml', parser);
  return texts;
}

/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58,
]);

/** For each cell style whether it shows a day; the number in such a cell counts days. */
async function readDateStyles(workbook: WorkbookPackage): Promise<boolean[]> {
  if (!workbook.has('xl/styles.xml')) return [];
  const dates = new Set(builtInDates);
  const styles: boolean[] = [];
  let inCellStyles = false;
  const parser = createParser();
  parser.on('opentag', ({ name, attributes }) => {
    const tag = localName(name);
    if (tag === 'numFmt' && showsDay(String(attributes['formatCode'] ?? '')))
      dates.add(Number(attributes['numFmtId']));
    if (tag === 'cellXfs') inCellStyles = true;
    if (tag === 'xf' && inCellStyles) styles.push(dates.has(Number(attributes['numFmtId'] ?? 0)));
  });
  parser.on('closetag', ({ name }) => {
    if (localName(name) === 'cellXfs') inCellStyles = false;
  });
  await workbook.parseAll('xl/styles.xml', parser);
  return styles;
}

function showsDay(format: string): boolean {
  return /[dy]/i.test(format.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}

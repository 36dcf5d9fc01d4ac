/**
 * The text of a document as a reader copies it, a line each: the glyphs each page shows, through the table that every
 * embedded font carries for that purpose. Reads what `server/platform/pdf` writes, not every PDF.
 */
export function pdfText(file: Buffer): string[] {
  const objects = readObjects(file.toString('latin1'));
  const lines: string[] = [];
  for (const page of objects.values()) {
    if (!/\/Type \/Page\b/.test(page)) continue;
    const resources = objects.get(referenceOf(page, 'Resources')) ?? '';
    const fonts = fontsOf(resources, objects);
    const content = streamOf(objects.get(referenceOf(page, 'Contents')) ?? '');
    lines.push(...readLines(content, fonts));
  }
  return lines;
}

function readObjects(text: string): Map<string, string> {
  const objects = new Map<string, string>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(match[1]!, match[2]!);
  return objects;
}

function referenceOf(object: string, name: string): string {
  return new RegExp(`/${name} (\\d+) 0 R`).exec(object)?.[1] ?? '';
}

function streamOf(object: string): string {
  return /stream\n([\s\S]*?)\nendstream/.exec(object)?.[1] ?? '';
}

function fontsOf(resources: string, objects: Map<string, string>): Map<string, Map<number, string>> {
  const list = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '';
  return new Map(
    [...list.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
      const table = objects.get(referenceOf(objects.get(id!) ?? '', 'ToUnicode')) ?? '';
      return [name!, readTable(streamOf(table))];
    }),
  );
}

function readTable(cmap: string): Map<number, string> {
  const characters = new Map<number, string>();
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, units], index) => {
      const codes = units!.split(' ').map((unit) => Number.parseInt(unit, 16));
      characters.set(Number.parseInt(first!, 16) + index, String.fromCharCode(...codes));
    });
  }
  return characters;
}

/** A line is what is written at one height, from left to right in the order of writing. */
function readLines(content: string, fonts: Map<string, Map<number, string>>): string[] {
  const lines: string[] = [];
  let font: Map<number, string> | undefined;
  let height: string | undefined;
  for (const match of content.matchAll(/1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    const [, at, name, shown] = match;
    if (name !== undefined) font = fonts.get(name);
    else if (at !== undefined) {
      if (at !== height) lines.push('');
      // Words are written one by one with the space behind them; after a hyphen there is none.
      else if (!lines.at(-1)?.endsWith('-')) lines[lines.length - 1] += ' ';
      height = at;
    } else if (lines.length > 0) lines[lines.length - 1] += readGlyphs(shown ?? '', font);
  }
  return lines.map((line) => line.replaceAll(/ +/g, ' ').trim()).filter(Boolean);
}

function readGlyphs(shown: string, font: Map<number, string> | undefined): string {
  return [...shown.matchAll(/<([0-9a-f]*)>/g)]
    .flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
    .map((glyph) => font?.get(Number.parseInt(glyph, 16)) ?? '\ufffd')
    .join('');
}

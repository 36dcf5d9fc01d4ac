import { format, type Options } from 'prettier';

/** One declaration of the client, to be put into a file. */
export interface NamedType {
  name: string;
  /** With its comment, not yet formatted. */
  text: string;
  /** Names of other types in it. */
  uses: readonly string[];
  /** Paths of the operations that take or answer it, directly or inside another type; none for those of all. */
  paths: readonly string[];
}

const head = '// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.';
const sharedFile = 'shared';

/**
 * File names with their text. Each type stands in the file of the path that all its users begin with: by first segment,
 * and by the next one too where a file would otherwise be longer than `longestFile` lines. What several first segments
 * use is in the shared file. Imports therefore go from longer paths to shorter ones only.
 */
export async function layOut(
  types: readonly NamedType[],
  longestFile: number,
  formatting: Options | null,
): Promise<Map<string, string>> {
  const split = new Set(['']);
  for (;;) {
    const files = Map.groupBy(types, (type) => prefixOf(type, split));
    const fileOf = new Map(types.map((type) => [type.name, fileName(prefixOf(type, split))]));
    const texts = new Map<string, string>();
    const tooLong: string[] = [];
    for (const [prefix, declared] of files) {
      const file = fileName(prefix);
      const text = await format(fileText(file, declared, fileOf), { ...formatting, parser: 'typescript' });
      texts.set(file, text);
      if (text.trimEnd().split('\n').length > longestFile) tooLong.push(prefix);
    }
    if (tooLong.length === 0) return withIndex(texts);
    const final = tooLong.find((prefix) => split.has(prefix));
    if (final !== undefined) throw new Error(`${fileName(final)} is longer than ${longestFile} lines`);
    for (const prefix of tooLong) split.add(prefix);
  }
}

/** The shortest beginning of the type's paths that has a file of its own. */
function prefixOf({ paths }: NamedType, split: ReadonlySet<string>): string {
  const segments = sharedSegments(paths);
  let length = 0;
  while (length < segments.length && split.has(segments.slice(0, length).join('/'))) length += 1;
  return segments.slice(0, length).join('/');
}

function sharedSegments(paths: readonly string[]): string[] {
  const [first = [], ...others] = paths.map((path) =>
    path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{')),
  );
  const end = first.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return end === -1 ? first : first.slice(0, end);
}

function fileName(prefix: string): string {
  return `${prefix.replaceAll('/', '-') || sharedFile}.gen.ts`;
}

function fileText(file: string, types: readonly NamedType[], fileOf: ReadonlyMap<string, string>): string {
  const used = [...new Set(types.flatMap(({ uses }) => uses))].filter((name) => fileOf.get(name) !== file);
  const imports = Map.groupBy(used, (name) => fileOf.get(name) ?? '');
  const importLines = [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import type { ${names.sort().join(', ')} } from './${from}';`);
  const parts = [head, importLines.join('\n'), ...types.map(({ text }) => text)];
  return parts.filter(Boolean).join('\n\n');
}

function withIndex(texts: Map<string, string>): Map<string, string> {
  const lines = [...texts.keys()].sort().map((file) => `export type * from './${file}';`);
  return new Map([...texts, ['index.gen.ts', `${head}\n\n${lines.join('\n')}\n`]]);
}

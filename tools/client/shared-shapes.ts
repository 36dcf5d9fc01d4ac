import { sorted, typeName, type Declaration, type OpenApiDocument, type Schema } from './document.ts';
import { othersOf, writtenOut } from './type-text.ts';

/** A shape that is written once under a name of its own. */
export interface Shape {
  name: string;
  schema: Schema;
}

/** Where a shape was met. */
interface Place {
  declaration: Declaration;
  /** The fields on the way to it, one of a list in the singular; none for the whole and for the rows of a list. */
  fields: readonly string[];
  /** It is one of those that the path names, not all of them. */
  isOne: boolean;
}

interface Met extends Place {
  schema: Schema;
  times: number;
  segments: Set<string>;
}

/** What is smaller than this is written out each time: a name would not be shorter to read. */
const fewestFields = 3;
const fewestValues = 4;
const fewestVariants = 2;

/** Fields that everything has: they are named together with what they are of. */
const ofEverything = new Set(['state', 'kind']);

/** Words that the trade has in the plural only (`docs/GLOSSARY.md`). */
const pluralOnly = new Set(['minutes', 'terms']);

/** Two schemas with one key are one type, comments of the fields included. */
export function shapeKey(schema: Schema): string {
  return writtenOut(schema, () => undefined);
}

/**
 * The objects and sets of values that occur more than once, by `shapeKey`. What stands inside a repeated shape counts
 * once, so that only what is repeated beside it gets a name too. Names come from the first place in the document.
 */
export function findSharedShapes(document: OpenApiDocument, declarations: Declaration[]): Map<string, Shape> {
  const met = new Map<string, Met>();
  for (const declaration of declarations) {
    const place = { declaration, fields: [], isOne: declaration.method === 'post' };
    if (declaration.schema) visit(declaration.schema, place, met);
  }
  const taken = new Set([
    ...sorted(document.components?.schemas).map(([name]) => typeName(name)),
    ...declarations.map(({ name }) => name),
  ]);
  const shapes = new Map<string, Shape>();
  for (const [key, place] of met) {
    if (place.times === 1) continue;
    const name = namesFor(place).find((candidate) => !taken.has(candidate));
    if (!name) throw new Error(`no name is left for a shape of ${place.declaration.name}`);
    taken.add(name);
    shapes.set(key, { name, schema: place.schema });
  }
  return shapes;
}

function visit(schema: Schema, place: Place, met: Map<string, Met>): void {
  if (isWorthAName(schema)) {
    const key = shapeKey(schema);
    const segment = place.declaration.path.split('/')[1] ?? '';
    const before = met.get(key);
    if (before) {
      before.times += 1;
      before.segments.add(segment);
      return;
    }
    met.set(key, { ...place, schema, times: 1, segments: new Set([segment]) });
  }
  for (const step of childrenOf(schema)) visit(step.child, placeOf(step, place), met);
}

function placeOf({ field, isItem }: Step, place: Place): Place {
  const { fields } = place;
  if (isItem) return { ...place, isOne: true, fields: fields.map((name, at) => oneIfLast(name, at, fields)) };
  // `rows` are what the path names.
  if (field === undefined || (field === 'rows' && fields.length === 0)) return place;
  return { ...place, fields: [...fields, field] };
}

function oneIfLast(name: string, at: number, fields: readonly string[]): string {
  return at === fields.length - 1 ? singular(name) : name;
}

function isWorthAName(schema: Schema): boolean {
  if (schema['type'] === 'object') {
    return Object.keys((schema['properties'] ?? {}) as Schema).length >= fewestFields;
  }
  if (Array.isArray(schema['allOf'])) return true;
  if (Array.isArray(schema['enum'])) return schema['enum'].length >= fewestValues;
  const members = (schema['anyOf'] ?? []) as Schema[];
  if (members.every((member) => 'const' in member)) return members.length >= fewestValues;
  return members.filter((member) => member['type'] === 'object').length >= fewestVariants;
}

interface Step {
  child: Schema;
  field?: string;
  isItem?: true;
}

/** The schemas directly inside a schema. */
export function childrenOf(schema: Schema): Step[] {
  const members = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'] ?? []) as Schema[];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const items = schema['items'] as Schema | undefined;
  const others = othersOf(schema);
  return [
    ...members.map((child) => ({ child })),
    ...(items ? [{ child: items, isItem: true as const }] : []),
    ...properties.map(([field, child]) => ({ child, field })),
    ...(others ? [{ child: others }] : []),
  ];
}

/** From short to long; the last one says the whole place and is free for certain. */
function namesFor({ declaration, fields, isOne, segments }: Met): string[] {
  const { path, part, name } = declaration;
  const field = fields.at(-1);
  if (field === undefined) {
    const whole = resourceWords(path, isOne).join(' ') + (part === 'Answer' ? '' : ` ${part}`);
    return [whole, `${whole} detail`, `${name} shape`].map(typeName);
  }
  const owner = resourceWords(path, isOne);
  const outer = fields.slice(0, -1);
  const inside = outer.at(-1) ?? singular(owner.at(-1) ?? '');
  const short = ofEverything.has(field) ? [inside, field] : [field];
  return [
    ...(segments.size > 1 ? [short.join(' ')] : []),
    [...new Set([owner[0], ...short])].join(' '),
    `${owner.join(' ')} ${field}`,
    `${owner.join(' ')} ${outer.join(' ')} ${field}`,
    `${name} ${outer.join(' ')} ${field}`,
  ].map(typeName);
}

/** `/settlement/windows/{partner}/{day}` is about a settlement window. */
function resourceWords(path: string, isOne: boolean): string[] {
  const segments = path.split('/').filter(Boolean);
  return segments.flatMap((segment, index) => {
    if (segment.startsWith('{')) return [];
    const next = segments[index + 1];
    return [(next === undefined ? isOne : next.startsWith('{')) ? singular(segment) : segment];
  });
}

function singular(word: string): string {
  if (pluralOnly.has(word) || !word.endsWith('s') || word.endsWith('ss')) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

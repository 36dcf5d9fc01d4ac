import { BankFileRefusal } from './refusal.ts';

/**
 * Reads XML that comes as a stream of tags into small records: an element that is a record opens one, the leaves named in
 * `fields` are kept in it, everything else passes by. Nothing is held but the records that are open.
 */
export interface RecordShape {
  /** Paths of leaves below the record's element that are kept; `*` at the end lets one repeat. `@` names an attribute. */
  fields: readonly string[];
  /** Records inside it, by path. */
  records?: Readonly<Record<string, RecordShape>>;
  onOpen?: (record: XmlRecord, parent: XmlRecord | undefined) => void;
  onClose?: (record: XmlRecord, parent: XmlRecord | undefined) => void;
}

/** Texts that one record may hold altogether: far more than any message allows, far less than would fill memory. */
const longestRecord = 262_144;

export class XmlRecord {
  readonly line: number;
  readonly name: string;
  private readonly values = new Map<string, string[]>();
  private size = 0;

  constructor(name: string, line: number) {
    this.name = name;
    this.line = line;
  }

  /** The text of a leaf, without the white space around it; undefined where it is missing or empty. */
  text(path: string): string | undefined {
    return this.values.get(path)?.[0];
  }

  /** The first of several leaves that is there. */
  first(...paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const text = this.text(path);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  list(path: string): readonly string[] {
    return this.values.get(path) ?? [];
  }

  need(path: string): string {
    const text = this.text(path);
    if (text === undefined)
      throw new BankFileRefusal('bank_files.missing', `${this.name}/${path}`, this.line);
    return text;
  }

  put(path: string, text: string, repeats: boolean, line: number): void {
    const value = text.trim();
    if (value === '') return;
    const values = this.values.get(path);
    if (values && !repeats) throw new BankFileRefusal('bank_files.repeated', `${this.name}/${path}`, line);
    this.size += value.length;
    if (this.size > longestRecord) throw new BankFileRefusal('bank_files.too_long', this.name, line);
    if (values) values.push(value);
    else this.values.set(path, [value]);
  }
}

interface Frame {
  shape: PreparedShape;
  record: XmlRecord;
  /** Below the record's own element; '' at the element itself. */
  path: string;
}

interface PreparedShape extends RecordShape {
  repeatsOf: ReadonlyMap<string, boolean>;
  attributesOf: ReadonlyMap<string, readonly string[]>;
  inside: ReadonlyMap<string, PreparedShape>;
}

/** The tags below one element, turned into records of a shape. The first `open` is the element itself. */
export class RecordReader {
  private readonly root: PreparedShape;
  private readonly frames: Frame[] = [];
  private text = '';
  private collects = false;

  constructor(shape: RecordShape) {
    this.root = prepare(shape);
  }

  /** True between the opening and the closing of the root element. */
  get isOpen(): boolean {
    return this.frames.length > 0;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const frame = this.frames.at(-1);
    if (!frame) return this.openRecord(this.root, name, line);
    const path = frame.path === '' ? name : `${frame.path}/${name}`;
    const inside = frame.shape.inside.get(path);
    if (inside) return this.openRecord(inside, name, line, frame.record, attributes);
    frame.path = path;
    for (const attribute of frame.shape.attributesOf.get(path) ?? []) {
      const value = attributes[attribute];
      const repeats = frame.shape.repeatsOf.get(`${path}@${attribute}`) ?? false;
      if (value !== undefined) frame.record.put(`${path}@${attribute}`, value, repeats, line);
    }
    this.collects = frame.shape.repeatsOf.has(path);
    this.text = '';
  }

  append(text: string): void {
    if (this.collects) this.text += text;
  }

  close(line: number): void {
    const frame = this.frames.at(-1)!;
    if (frame.path === '') {
      this.frames.pop();
      frame.shape.onClose?.(frame.record, this.frames.at(-1)?.record);
    } else {
      if (this.collects)
        frame.record.put(frame.path, this.text, frame.shape.repeatsOf.get(frame.path) ?? false, line);
      const end = frame.path.lastIndexOf('/');
      frame.path = end === -1 ? '' : frame.path.slice(0, end);
    }
    this.collects = false;
    this.text = '';
  }

  private openRecord(
    shape: PreparedShape,
    name: string,
    line: number,
    parent?: XmlRecord,
    attributes: Readonly<Record<string, string>> = {},
  ): void {
    const record = new XmlRecord(name, line);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (shape.repeatsOf.has(`@${attribute}`)) record.put(`@${attribute}`, value, false, line);
    }
    this.frames.push({ shape, record, path: '' });
    this.collects = false;
    shape.onOpen?.(record, parent);
  }
}

function prepare(shape: RecordShape): PreparedShape {
  const repeatsOf = new Map<string, boolean>();
  const attributesOf = new Map<string, string[]>();
  for (const field of shape.fields) {
    const path = field.replace(/\*$/, '');
    repeatsOf.set(path, field !== path);
    const [element, attribute] = path.split('@');
    if (attribute === undefined) continue;
    attributesOf.set(element!, [...(attributesOf.get(element!) ?? []), attribute]);
  }
  const inside = new Map(Object.entries(shape.records ?? {}).map(([path, each]) => [path, prepare(each)]));
  return { ...shape, repeatsOf, attributesOf, inside };
}

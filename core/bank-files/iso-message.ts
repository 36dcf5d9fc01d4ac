import { BankFileRefusal, quote } from './refusal.ts';
import { RecordReader, type RecordShape } from './xml-records.ts';

/** The message elements of ISO 20022 that are read here, and the message each belongs to. */
const messageOf: Readonly<Record<string, string>> = {
  BkToCstmrStmt: 'camt.053',
  BkToCstmrAcctRpt: 'camt.052',
  BkToCstmrDbtCdtNtfctn: 'camt.054',
  CstmrCdtTrfInitn: 'pain.001',
  CstmrPmtStsRpt: 'pain.002',
  CstmrDrctDbtInitn: 'pain.008',
};

/** Versions whose elements stand where these readers look for them. */
const versions: Readonly<Record<string, readonly [number, number]>> = {
  'camt.052': [2, 13],
  'camt.053': [2, 13],
  'camt.054': [2, 13],
  'pain.001': [3, 12],
  'pain.002': [3, 14],
  'pain.008': [2, 11],
};

/** A business header, a SOAP or transport envelope may stand around the message, but not more than this. */
const deepestEnvelope = 8;

/** What a parser of XML calls; names are local, without prefix. */
export interface XmlSink {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(line: number): void;
  /** The document has ended; throws where it held no message. */
  end(line: number): void;
}

/**
 * Finds the ISO 20022 message in a document, whatever stands around it, and hands its tags to the reader of its kind.
 * The version comes from the namespace, which banks write with any prefix, other leading parts, or not at all: then
 * `format` is the message without version. Several messages of one kind in a file are read one after the other.
 */
export class IsoMessageSink implements XmlSink {
  /** `camt.053.001.08`; undefined until the message has been found. */
  format: string | undefined;
  private readonly shapeOf: (message: string, format: string) => RecordShape | undefined;
  private reader: RecordReader | undefined;
  private depth = 0;
  private readonly scopes: { name: string; namespaces: Readonly<Record<string, string>> }[] = [];
  private seen = '';

  constructor(shapeOf: (message: string, format: string) => RecordShape | undefined) {
    this.shapeOf = shapeOf;
  }

  open(qualified: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const name = localName(qualified);
    if (this.reader?.isOpen) return this.reader.open(name, attributes, line);
    this.depth++;
    this.scopes.push({ name, namespaces: namespacesOf(attributes) });
    const message = Object.hasOwn(messageOf, name) ? messageOf[name] : undefined;
    if (message) return this.begin(message, qualified, line);
    const namespace = this.namespaceOf(qualified);
    if (this.seen === '' || this.scopes.at(-2)?.name === 'Document')
      this.seen = `${name}${namespace ? ` in ${quote(namespace)}` : ''}`;
    if (this.depth > deepestEnvelope || this.scopes.at(-2)?.name === 'Document')
      throw new BankFileRefusal('bank_files.unknown_message', this.seen, line);
  }

  text(text: string): void {
    this.reader?.append(text);
  }

  close(line: number): void {
    if (this.reader?.isOpen) {
      this.reader.close(line);
      if (this.reader.isOpen) return;
    }
    this.depth--;
    this.scopes.pop();
  }

  end(line: number): void {
    if (!this.format) throw new BankFileRefusal('bank_files.unknown_message', this.seen, line);
  }

  private begin(message: string, qualified: string, line: number): void {
    const namespace = this.namespaceOf(qualified) ?? '';
    const named = /\b([a-z]{4}\.\d{3})\.(\d{3})\.(\d{2})\b/.exec(namespace);
    const format = named ? `${named[1]}.${named[2]}.${named[3]}` : message;
    const [first, last] = versions[message]!;
    const version = Number(named?.[3] ?? last);
    const shape = this.shapeOf(message, format);
    if (!shape || (named && named[1] !== message) || version < first || version > last)
      throw new BankFileRefusal(
        'bank_files.unknown_message',
        `${localName(qualified)} in ${quote(namespace)}`,
        line,
      );
    if (this.format !== undefined && this.format !== format)
      throw new BankFileRefusal('bank_files.mixed_messages', `${this.format}, ${format}`, line);
    this.format = format;
    this.reader ??= new RecordReader(shape);
    this.reader.open(localName(qualified), {}, line);
  }

  private namespaceOf(qualified: string): string | undefined {
    const prefix = qualified.includes(':') ? qualified.slice(0, qualified.indexOf(':')) : '';
    return this.scopes.findLast(({ namespaces }) => Object.hasOwn(namespaces, prefix))?.namespaces[prefix];
  }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

/** Declared at an element, by prefix; '' is the namespace of names without one. */
function namespacesOf(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmlns') found[''] = value;
    else if (name.startsWith('xmlns:')) found[name.slice(6)] = value;
  }
  return found;
}

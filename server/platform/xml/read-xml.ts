import { SaxesParser } from 'saxes';
import type { XmlSink } from '../../../core/bank-files/iso-message.ts';
import { xmlError } from './errors.ts';

/** No message of banks comes near any of these. */
export const xmlLimits = { depth: 64, textLength: 131_072, attributes: 64 } as const;

/** The entities of XML itself (XML 1.0, 4.6), without the names that every object inherits. */
const predefined = Object.assign(Object.create(null) as Record<string, string>, {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
});

/**
 * Parses a document that arrives in pieces and tells its tags and texts to `sink`. Nothing is held but what stands
 * between two tags. Throws `xml.*` with the physical line: a document type declaration (and with it every entity of its
 * own), too great a depth, a text or a number of attributes without measure, what is not well-formed, and what ends early.
 */
export class GuardedXmlParser {
  private readonly parser = new SaxesParser();
  private readonly sink: XmlSink;
  private depth = 0;
  /** Characters of text since the last tag. */
  private length = 0;
  /** Characters parsed since a tag or text: of comments, or of a tag or text that does not end. */
  private silent = 0;
  private ending = false;
  private started = false;
  /** Lines left empty before the document; some banks write them, though XML does not allow it. */
  private linesBefore = 0;

  constructor(sink: XmlSink) {
    this.sink = sink;
    const { parser } = this;
    // No more handlers than these: the parser keeps each as a property of its own, and with a few more of them the engine
    // takes it for a dictionary, in which every step of parsing costs five times as much.
    // `&toString;` is no entity.
    parser.ENTITIES = predefined;
    parser.on('error', (error) => this.fail(error));
    parser.on('doctype', () => {
      throw xmlError('xml.doctype', { line: this.line });
    });
    parser.on('opentag', ({ name, attributes }) => this.open(name, attributes));
    parser.on('closetag', () => this.close());
    parser.on('text', (text) => this.take(text));
    parser.on('cdata', (text) => this.take(text));
  }

  /** A piece of whole characters, as decoders give them. */
  write(text: string): void {
    // The parser itself would fail at the end, and not with a word about the document.
    if (!text.isWellFormed())
      throw xmlError('xml.not_well_formed', { line: this.line, detail: 'half of a character' });
    const written = this.started ? text : this.skipBlank(text);
    this.silent += written.length;
    this.parser.write(written);
    if (this.silent > 4 * xmlLimits.textLength) this.tooLong();
  }

  /** The document is whole; throws where it is not. */
  end(): void {
    this.ending = true;
    this.parser.close();
    this.sink.end(this.line);
  }

  private get line(): number {
    return this.parser.line + this.linesBefore;
  }

  private skipBlank(text: string): string {
    const rest = text.trimStart();
    this.started = rest !== '';
    this.linesBefore += text.slice(0, text.length - rest.length).split('\n').length - 1;
    return rest;
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.pass();
    this.length = 0;
    if (Object.keys(attributes).length > xmlLimits.attributes)
      throw xmlError('xml.too_many_attributes', { line: this.line, most: xmlLimits.attributes });
    if (++this.depth > xmlLimits.depth)
      throw xmlError('xml.too_deep', { line: this.line, most: xmlLimits.depth });
    this.sink.open(name, attributes, this.line);
  }

  private close(): void {
    this.pass();
    this.length = 0;
    this.depth--;
    this.sink.close(this.line);
  }

  private take(text: string): void {
    this.pass();
    this.length += text.length;
    if (this.length > xmlLimits.textLength) this.tooLong();
    this.sink.text(text);
  }

  private pass(): void {
    this.silent = 0;
  }

  private tooLong(): never {
    throw xmlError('xml.text_too_long', { line: this.line, most: xmlLimits.textLength });
  }

  private fail(error: Error): never {
    const { line } = this;
    if (this.ending) throw xmlError('xml.truncated', { line }, { cause: error });
    const detail = error.message.replace(/^[^ ]*\d+:\d+: /, '').slice(0, 120);
    throw xmlError('xml.not_well_formed', { line, detail }, { cause: error });
  }
}

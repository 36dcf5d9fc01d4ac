import type { QrReason } from '../messages/qr-reasons.ts';
import type { TlvField, TlvTemplate } from './tlv.ts';

export interface QrProblem {
  code: QrReason;
  /** Tags from the root inwards, `38.01.00`; the name of the field in a code that is JSON. */
  tag: string;
  /** Characters before the place in the text as received, counted as JavaScript counts them. */
  offset: number;
  /** A `warning` is a liberty that real codes take and that leads no money astray. */
  level: 'error' | 'warning';
}

/** Gathers what is wrong with one code. */
export class Findings {
  /** The text as its lengths count it; see `unitsOf`. */
  units: readonly string[] = [];
  private readonly text: string;
  private readonly lead: number;
  private readonly found: QrProblem[] = [];

  /** `lead`: characters that stood before the text and were left out. */
  constructor(text: string, lead: number) {
    this.text = text;
    this.lead = lead;
  }

  get valid(): boolean {
    return this.found.every(({ level }) => level !== 'error');
  }

  /** `offset` in the text as received. */
  note(code: QrReason, tag: string, offset: number, level: QrProblem['level'] = 'error'): void {
    this.found.push({ code, tag, offset, level });
  }

  noteField(code: QrReason, field: TlvField, level: QrProblem['level'] = 'error'): void {
    this.note(code, field.path, this.placeOf(field.at), level);
  }

  /** A tag that is not there is missed at the end of what holds it. */
  missing(path: string, holder?: TlvField, level: QrProblem['level'] = 'error'): void {
    this.note('missing_tag', path, holder ? this.placeOf(holder.end) : this.lead + this.text.length, level);
  }

  noteTemplate(template: TlvTemplate, level: QrProblem['level'] = 'error'): void {
    const { broken, repeated, hollow } = template;
    for (const field of repeated) this.noteField('duplicate_tag', field, level);
    for (const field of hollow) this.noteField('bad_length', field, level);
    if (broken) this.note(broken.code, broken.path, this.placeOf(broken.at), level);
  }

  placeOf(unit: number): number {
    return this.lead + this.units.slice(0, unit).join('').length;
  }

  /** Where a piece of the text stands; the end where it does not. */
  placeOfText(piece: string): number {
    const at = this.text.indexOf(piece);
    return this.lead + (at === -1 ? this.text.length : at);
  }

  inOrder(): QrProblem[] {
    return this.found.toSorted((a, b) => a.offset - b.offset);
  }
}

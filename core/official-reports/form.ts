import { kindRules, type ReportKind } from './kinds.ts';

/** What a person may write into a report; everything else is counted. Texts may name numbers: `{customers.ratio}`. */
export interface ReportForm {
  /** Trích yếu. */
  subject: string;
  addressee: string;
  place: string;
  /** Quyền hạn, chức vụ; several lines for one who signs in place of another. */
  capacity: string;
  signer: string;
  /** Nơi nhận, one per line. */
  copies: string;
  assessment: string;
  difficulties: string;
  proposals: string;
}

export const formFields = [
  'subject',
  'addressee',
  'place',
  'capacity',
  'signer',
  'copies',
  'assessment',
  'difficulties',
  'proposals',
] as const satisfies readonly (keyof ReportForm)[];

/** What must be filled in before a report of a kind is issued; a preview may lack it. */
export function missingForIssue(
  kind: ReportKind,
  form: ReportForm,
  companyMark: string,
): (keyof ReportForm | 'number')[] {
  const needed: (keyof ReportForm)[] = ['subject', 'place', 'capacity', 'signer'];
  if (kindRules[kind].needsAddressee) needed.push('addressee');
  const missing: (keyof ReportForm | 'number')[] = needed.filter((field) => form[field].trim() === '');
  return companyMark.trim() === '' ? [...missing, 'number'] : missing;
}

/** The lines of a field that holds several, without empty ones and without dashes before them. */
export function linesOf(field: string): string[] {
  return field
    .split('\n')
    .map((line) => line.replace(/^\s*[-–•]\s*/, '').trim())
    .filter((line) => line !== '');
}

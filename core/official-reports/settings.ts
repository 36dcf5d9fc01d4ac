import type { Letterhead } from './compose.ts';

/** What the company writes on its papers, and whose name stands on its mails. */
export interface ReportSettings extends Letterhead {
  senderName: string;
  senderAddress: string;
}

/** In the order in which they are asked for. */
export const settingFields = [
  'companyMark',
  'parent',
  'place',
  'capacity',
  'signer',
  'province',
  'corporation',
  'copies',
  'senderName',
  'senderAddress',
] as const satisfies readonly (keyof ReportSettings)[];

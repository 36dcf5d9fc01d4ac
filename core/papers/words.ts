import { businessDateOf, formatBusinessDate, localTimeOf } from '../dates.ts';

/** Words of papers, which are Vietnamese whatever language the reader of the screen has chosen. */

/** `08:05 ngày 04/09/2026` */
export function momentWords(instant: Date | string): string {
  const at = new Date(instant);
  return `${localTimeOf(at)} ngày ${formatBusinessDate(businessDateOf(at))}`;
}

/** `ngày 04 tháng 09 năm 2026` */
export function dateInWords(instant: Date | string): string {
  const [year, month, day] = businessDateOf(new Date(instant)).split('-');
  return `ngày ${day} tháng ${month} năm ${year}`;
}

/** The first letter large; the rest as it is. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

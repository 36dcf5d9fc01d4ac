import { businessDateOf, formatBusinessDate, localTimeOf } from '../dates.ts';

/** Words of papers, which are Vietnamese whatever language the reader of the screen has chosen. */

/** `08:05 ngày 04/09/2026` */
export function momentWords(instant: Date | string): string {
  const at = new Date(instant);
  return `${localTimeOf(at)} ngày ${formatBusinessDate(businessDateOf(at))}`;
}

/** `Cách tính official@1. Số liệu lúc 08:05 ngày 04/09/2026.`: what stands with every table of figures. */
export function standingWords(definition: { name: string; version: number }, asOf: Date | string): string {
  return `Cách tính ${definition.name}@${definition.version}. Số liệu lúc ${momentWords(asOf)}.`;
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

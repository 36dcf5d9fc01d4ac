/**
 * CRC-16/CCITT-FALSE of a text in UTF-8, as four upper-case hexadecimal digits: polynomial 0x1021, start 0xFFFF, nothing
 * reflected (ISO/IEC 13239 as EMVCo Merchant-Presented QR 4.7.3 uses it). `123456789` gives `29B1`.
 */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

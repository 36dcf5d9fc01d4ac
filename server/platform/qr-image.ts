import { toBuffer, toString } from 'qrcode';

/**
 * Pictures of QR codes: error correction M and a quiet zone of 4 modules, as EMVCo Merchant-Presented QR (chapter 5)
 * and ISO/IEC 18004 ask.
 */
const look = { errorCorrectionLevel: 'M', margin: 4 } as const;

/** A picture of any size, for paper and screens. */
export function drawQrSvg(text: string): Promise<string> {
  return toString(text, { ...look, type: 'svg' });
}

/** A picture in pixels: `modulePixels` for the side of one module. */
export function drawQrPng(text: string, { modulePixels = 8 } = {}): Promise<Buffer> {
  return toBuffer(text, { ...look, type: 'png', scale: modulePixels });
}

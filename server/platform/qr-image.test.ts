import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { encodeBillQr, encodeCustomerQr } from '../../core/qr/collection-qr.ts';
import { drawQrPng, drawQrSvg } from './qr-image.ts';

const to = { bankBin: '970415', account: '117000012345', holder: 'CONG TY DIEN LUC HA TINH' };
const payloads = [
  encodeBillQr(to, {
    number: 123n,
    printedNumber: 'HD20260900012345',
    customerCode: 'PA16HT0001234',
    amountVnd: 384_912n,
    month: '2026-09',
  }).payload!,
  encodeCustomerQr(to, { number: 12_345n, code: 'PA16HT0001234' }).payload!,
  '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F',
];

/** Dark modules of a picture whose modules are squares of one size. */
interface Grid {
  size: number;
  isDark: (x: number, y: number) => boolean;
}

function gridOfPng(png: PNG, modulePixels: number): Grid {
  return {
    size: png.width / modulePixels,
    isDark: (x, y) =>
      png.data[((y * png.width + x) * modulePixels + (modulePixels >> 1) * (png.width + 1)) * 4]! < 128,
  };
}

/** The SVG is rows of strokes: `M x y`, `m dx dy`, `h length`, one unit a module. */
function gridOfSvg(svg: string): Grid {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const dark = new Set<string>();
  const strokes = /stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '';
  let [x, y] = [0, 0];
  for (const [, command, ...numbers] of strokes.matchAll(/([Mmh]) ?(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const [first, second] = numbers.map(Number) as [number, number];
    if (command === 'M') [x, y] = [first, second];
    else if (command === 'm') [x, y] = [x + first, y + second];
    else {
      for (const end = x + first; x < end; x++) dark.add(`${x},${Math.floor(y)}`);
    }
  }
  return { size, isDark: (column, row) => dark.has(`${column},${row}`) };
}

/** What an independent reader sees in the picture. */
function scan({ size, isDark }: Grid, scale = 4): string | undefined {
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (isDark(Math.floor(x / scale), Math.floor(y / scale)))
        pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsqr.default(pixels, width, width)?.data;
}

/** Four light modules on every side, and the corner of a finder pattern right behind them. */
function assertQuietZone({ size, isDark }: Grid): void {
  assert.ok(Number.isInteger(size) && (size - 8 - 17) % 4 === 0, `${size} modules with the quiet zone`);
  for (let along = 0; along < size; along++) {
    for (const edge of [0, 1, 2, 3]) {
      for (const far of [edge, size - 1 - edge]) assert.ok(!isDark(along, far) && !isDark(far, along));
    }
  }
  for (const [x, y] of [
    [4, 4],
    [size - 5, 4],
    [4, size - 5],
  ] as const) {
    assert.ok(isDark(x, y));
  }
}

/** The level of error correction, read from the format bits beside the first finder pattern (ISO/IEC 18004, 7.9). */
function levelOf({ isDark }: Grid): number {
  const bits = [0, 1].map((x) => (isDark(4 + x, 4 + 8) ? 1 : 0));
  return ((bits[0]! << 1) | bits[1]!) ^ 0b10;
}

for (const payload of payloads) {
  test(`PNG and SVG are read back by another reader, with quiet zone and level M: ${payload.length} characters`, async () => {
    const png = PNG.sync.read(await drawQrPng(payload, { modulePixels: 6 }));
    assert.equal(jsqr.default(new Uint8ClampedArray(png.data), png.width, png.height)?.data, payload);
    const svg = await drawQrSvg(payload);
    for (const grid of [gridOfPng(png, 6), gridOfSvg(svg)]) {
      assertQuietZone(grid);
      assert.equal(levelOf(grid), 0b00, 'level M');
      assert.equal(scan(grid), payload);
    }
  });
}

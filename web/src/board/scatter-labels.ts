/** A bubble in pixels of the drawing, from its upper left corner. */
export interface Bubble {
  x: number;
  y: number;
  radius: number;
  name: string;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const letterWidthPx = 7.5;
const lineHeightPx = 16;
const gapPx = 5;

/**
 * On which side of its bubble each name can stand without lying upon another bubble, another name or the edge; undefined
 * where it can on neither. Those that come first choose first.
 */
export function labelSides(bubbles: readonly Bubble[], widthPx: number): ('left' | 'right' | undefined)[] {
  const taken: Box[] = [];
  return bubbles.map((bubble) => {
    const others = bubbles.filter((other) => other !== bubble).map(boxOf);
    for (const side of ['right', 'left'] as const) {
      const box = nameBox(bubble, side);
      const isInside = box.left >= 0 && box.right <= widthPx;
      if (!isInside || [...taken, ...others].some((other) => overlap(box, other))) continue;
      taken.push(box);
      return side;
    }
    return undefined;
  });
}

function boxOf({ x, y, radius }: Bubble): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function nameBox({ x, y, radius, name }: Bubble, side: 'left' | 'right'): Box {
  const width = name.length * letterWidthPx;
  const left = side === 'right' ? x + radius + gapPx : x - radius - gapPx - width;
  return { left, right: left + width, top: y - lineHeightPx / 2, bottom: y + lineHeightPx / 2 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** What a document is made of; the words are those of pdfmake. */
export type Content = string | (Look & (Text | Stack | Columns | TableContent | Line | Drawing));

interface Look {
  bold?: boolean;
  italics?: boolean;
  fontSize?: number;
  color?: string;
  alignment?: 'left' | 'center' | 'right' | 'justify';
  /** Left, top, right, bottom. */
  margin?: [number, number, number, number];
  pageBreak?: 'before' | 'after';
  /** Is not torn over two pages. */
  unbreakable?: boolean;
  width?: number | 'auto' | '*';
  lineHeight?: number;
  characterSpacing?: number;
  /** Of the first line, in points. */
  leadingIndent?: number;
}

interface Text {
  text: string | Content[];
}

interface Stack {
  stack: Content[];
}

interface Columns {
  columns: Content[];
  columnGap?: number;
}

interface Line {
  canvas: { type: 'line'; x1: number; y1: number; x2: number; y2: number; lineWidth: number }[];
}

/** A drawing given as the text of an SVG; `width` in points. */
interface Drawing {
  svg: string;
}

interface TableContent {
  table: {
    headerRows?: number;
    /** A row is not torn over two pages. */
    dontBreakRows?: boolean;
    widths: (number | 'auto' | '*')[];
    body: Cell[][];
  };
  /** `ruled`: thin lines around every cell. */
  layout: 'ruled' | 'noBorders';
}

export type Cell =
  string | (Exclude<Content, string> & { colSpan?: number; rowSpan?: number; fillColor?: string });

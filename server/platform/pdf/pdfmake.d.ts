/**
 * The part of pdfmake that is used here. The published types bring in those of the browser, whose global names would
 * then be known to the whole server.
 */
declare module 'pdfmake' {
  const pdfMake: {
    setFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void;
    setTableLayouts(layouts: Record<string, Record<string, () => number | string>>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: {
      pageSize: string | { width: number; height: number | 'auto' };
      pageMargins: number[];
      compress: boolean;
      language: string;
      displayTitle: boolean;
      info: Record<string, string | Date>;
      defaultStyle: object;
      header?: object | ((page: number) => object | string);
      content: object;
      footer: (page: number, pages: number) => unknown;
    }): { getBuffer(): Promise<Buffer> };
  };
  export = pdfMake;
}

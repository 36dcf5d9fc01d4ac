import { useMedia } from '../ui/use-media.ts';

/** Whether the page is being laid out for paper. Charts then draw in ink and to the width of a sheet. */
export function usePrinting(): boolean {
  return useMedia('print');
}

/** Two seconds of a browser that draws sixty times a second. */
const mostFrames = 120;

/** Prints the page once it is drawn: fonts and what is still loading are waited for, though not for ever. */
export async function printWhenDrawn(): Promise<void> {
  await document.fonts.ready;
  const isDrawing = (): boolean => document.querySelector('.td-skeletons, .td-chart:empty') !== null;
  for (let frame = 0; frame < mostFrames && isDrawing(); frame++) await new Promise(requestAnimationFrame);
  window.print();
}

/** Prints one part of the page alone, and leaves the page as it was. */
export function printAlone(part: HTMLElement): void {
  const root = document.documentElement;
  root.setAttribute('data-prints-one', '');
  part.setAttribute('data-printed', '');
  const restore = (): void => {
    root.removeAttribute('data-prints-one');
    part.removeAttribute('data-printed');
  };
  window.addEventListener('afterprint', restore, { once: true });
  window.print();
}

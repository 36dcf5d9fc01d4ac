import { useSyncExternalStore } from 'react';

/** Whether the page is being laid out for paper. Charts then draw in ink and to the width of a sheet. */
export function usePrinting(): boolean {
  return useSyncExternalStore(watchPaper, () => paper().matches);
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

function paper(): MediaQueryList {
  return window.matchMedia('print');
}

function watchPaper(onChange: () => void): () => void {
  const query = paper();
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

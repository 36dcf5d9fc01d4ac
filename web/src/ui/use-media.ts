import { useSyncExternalStore } from 'react';

/** Whether a media query holds, followed as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(watchersOf(query), () => window.matchMedia(query).matches);
}

/** Where tables become cards; a sheet of paper is none, however narrow it is. */
export function usePhone(): boolean {
  return useMedia('screen and (max-width: 767px)');
}

const watchers = new Map<string, (onChange: () => void) => () => void>();

/** One function for each query, or React would begin to watch anew with every drawing. */
function watchersOf(query: string): (onChange: () => void) => () => void {
  const known = watchers.get(query);
  if (known) return known;
  const watch = (onChange: () => void): (() => void) => {
    const media = window.matchMedia(query);
    media.addEventListener('change', onChange);
    return () => media.removeEventListener('change', onChange);
  };
  watchers.set(query, watch);
  return watch;
}

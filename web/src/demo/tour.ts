import { useSyncExternalStore } from 'react';

/** The five things a newcomer does first; each ticks itself when it has been done, and stays ticked on this machine. */
export const tourSteps = ['board', 'unit', 'customer', 'import', 'clock'] as const;
export type TourStep = (typeof tourSteps)[number];

const storageKey = 'tiendien.tour';
const listeners = new Set<() => void>();

export function tickTour(step: TourStep): void {
  const done = readDone();
  if (done.includes(step)) return;
  writeDone([...done, step]);
}

export function resetTour(): void {
  writeDone([]);
}

export function useTour(): { steps: readonly TourStep[]; done: readonly TourStep[] } {
  const stored = useSyncExternalStore(subscribe, () => localStorage.getItem(storageKey) ?? '');
  return { steps: tourSteps, done: parseDone(stored) };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readDone(): readonly TourStep[] {
  return parseDone(localStorage.getItem(storageKey) ?? '');
}

function parseDone(stored: string): readonly TourStep[] {
  const names = stored.split(',');
  return tourSteps.filter((step) => names.includes(step));
}

function writeDone(done: readonly TourStep[]): void {
  localStorage.setItem(storageKey, done.join(','));
  for (const listener of listeners) listener();
}

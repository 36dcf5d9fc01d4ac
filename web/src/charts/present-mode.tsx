import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * One chart to a page, on the whole screen: arrows, space, page keys, Home and End turn the pages, Escape ends it. What is
 * shown are the frames that stand on the page, in their order.
 */
export function PresentMode() {
  const { t } = useTranslation();
  const [at, setAt] = useState<number>();
  const button = useRef<HTMLButtonElement>(null);
  const end = useCallback(() => {
    setAt(undefined);
    if (document.fullscreenElement) void document.exitFullscreen();
    button.current?.focus();
  }, []);
  const start = (): void => {
    setAt(0);
    // Refused where a frame or a policy forbids it; the page then fills the window.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
  };
  useShown(at);
  usePageKeys(at, setAt, end);
  return (
    <>
      <Button
        ref={button}
        variant="default"
        size="sm"
        leftSection={<IconPresentation size={16} aria-hidden />}
        onClick={start}
      >
        {t('chart.present.start')}
      </Button>
      {at !== undefined && (
        <p className="td-present-bar" role="status">
          {t('chart.present.page', { page: at + 1, pages: frames().length })}
        </p>
      )}
    </>
  );
}

function frames(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-chart-frame]')];
}

/** Marks the frame that is shown; style sheets hide the rest of the page. */
function useShown(at: number | undefined): void {
  useEffect(() => {
    if (at === undefined) return;
    const root = document.documentElement;
    const shown = frames()[at];
    root.setAttribute('data-presenting', '');
    shown?.setAttribute('data-presented', '');
    shown?.scrollIntoView();
    return () => {
      root.removeAttribute('data-presenting');
      shown?.removeAttribute('data-presented');
    };
  }, [at]);
}

const turns: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  PageDown: (at, last) => Math.min(at + 1, last),
  ' ': (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

function usePageKeys(at: number | undefined, setAt: (at: number) => void, end: () => void): void {
  useEffect(() => {
    if (at === undefined) return;
    const turn = (event: KeyboardEvent): void => {
      const next = turns[event.key];
      if (event.key !== 'Escape' && !next) return;
      // Before the parts of the page hear of it: tiles move by arrows too.
      event.preventDefault();
      event.stopPropagation();
      if (next) setAt(next(at, frames().length - 1));
      else end();
    };
    // The browser itself takes the first Escape to leave the full screen.
    const left = (): void => {
      if (!document.fullscreenElement) end();
    };
    window.addEventListener('keydown', turn, true);
    document.addEventListener('fullscreenchange', left);
    return () => {
      window.removeEventListener('keydown', turn, true);
      document.removeEventListener('fullscreenchange', left);
    };
  }, [at, setAt, end]);
}

import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../api/types.ts';
import { PresentMode } from '../charts/present-mode.tsx';
import { printWhenDrawn } from '../charts/printing.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { PeriodChoice } from './period-choice.tsx';

/** What can be done with a whole board: its month, the meeting, the paper. */
export function BoardTools({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { period, periods, unit, boundary } = board;
  return (
    <>
      <PeriodChoice period={period} periods={periods} />
      <PresentMode />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => void printWhenDrawn()}
      >
        {t('chart.print')}
      </Button>
      <ExportLink path="/board" query={{ period, unit: unit.code, boundary }} format="pdf" />
    </>
  );
}

import { Button } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import type { Board } from '../api/types.ts';
import { PresentMode } from '../charts/present-mode.tsx';
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
        onClick={() => window.print()}
      >
        {t('chart.print')}
      </Button>
      <Button
        component="a"
        href={apiAddress('/board', { period, unit: unit.code, boundary, format: 'pdf' })}
        target="_blank"
        variant="default"
        size="sm"
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
      >
        {t('chart.pdf')}
      </Button>
    </>
  );
}

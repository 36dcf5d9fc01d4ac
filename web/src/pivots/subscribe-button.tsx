import '../styles/papers.css';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PivotReport } from '../api/pivot-queries.ts';
import { useMay } from '../api/session.ts';
import { ScheduleDialog } from '../official-reports/schedule-dialog.tsx';

/** Has a saved table made and mailed by the clock, as the official reports are. */
export function SubscribeButton({ report }: { report: PivotReport }) {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const [isOpen, setOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button size="sm" variant="default" onClick={() => setOpen(true)}>
        {t('pivots.subscribe')}
      </Button>
      {isOpen && (
        <ScheduleDialog
          schedule={undefined}
          pivot={{ id: report.id, name: report.name }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

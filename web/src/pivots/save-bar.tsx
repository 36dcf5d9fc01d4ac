import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeAddress, type Pivot } from '../../../core/pivots/pivot.ts';
import { sendJson } from '../api/call.ts';
import { refreshReports, type PivotReport, type PivotReportWish } from '../api/pivot-queries.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { SaveReportDialog } from './save-dialog.tsx';
import { SubscribeButton } from './subscribe-button.tsx';

/** Keeping a table: as a new report, or over the own one that it was opened from. */
export function SaveBar({ pivot, report }: { pivot: Pivot; report: PivotReport | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'new' | 'edit'>();
  const address = writeAddress(pivot);
  const isEdited = report !== undefined && !isSame(address, report.address);
  const save = useMutation({
    mutationFn: ({ id, wish }: { id: string | undefined; wish: PivotReportWish }) =>
      id === undefined
        ? sendJson<PivotReport>('POST', '/pivots', wish)
        : sendJson<PivotReport>('PUT', `/pivots/${id}`, wish),
    onSuccess: async (saved) => {
      await refreshReports(queries);
      setAsked(undefined);
      await navigate({ to: '/pivots/view', search: { ...saved.address, report: saved.id }, replace: true });
    },
  });
  const own = report?.isOwn ? report : undefined;
  return (
    <div className="td-buttons td-pivot-save">
      {own && isEdited && (
        <Button
          size="sm"
          loading={save.isPending}
          onClick={() => save.mutate({ id: own.id, wish: { ...wishOf(own), address } })}
        >
          {t('pivots.save.changes')}
        </Button>
      )}
      <Button size="sm" variant={own ? 'default' : 'filled'} onClick={() => setAsked('new')}>
        {t('pivots.save.new')}
      </Button>
      {own && (
        <Button size="sm" variant="default" onClick={() => setAsked('edit')}>
          {t('pivots.save.edit')}
        </Button>
      )}
      {report && <SubscribeButton report={report} />}
      <span role="status" className="td-small">
        {isEdited ? t('pivots.save.edited') : save.data && t('pivots.save.saved', { name: save.data.name })}
      </span>
      {save.isError && !asked && <ProblemBlock error={save.error} />}
      {asked && (
        <SaveReportDialog
          title={t(asked === 'edit' ? 'pivots.save.edit' : 'pivots.save.new')}
          report={asked === 'edit' ? own : undefined}
          error={save.error}
          isPending={save.isPending}
          onSave={(wish) =>
            save.mutate({
              id: asked === 'edit' ? own?.id : undefined,
              // Renaming keeps the table as it was saved; what was edited is saved by its own button.
              wish: { ...wish, address: asked === 'edit' && own ? own.address : address },
            })
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

function wishOf({ name, description, sharing, unit }: PivotReport): Omit<PivotReportWish, 'address'> {
  return { name, description, sharing, ...(unit && { unit: unit.code }) };
}

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PivotReport, PivotReportWish } from '../api/pivot-queries.ts';
import { unitsQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { Dialog, DoOrCancel } from '../ui/dialog.tsx';
import { readTexts, SelectField, TextField } from '../ui/fields.tsx';
import { ProblemBlock } from '../ui/states.tsx';

const sharings = ['nobody', 'unit', 'everybody'] as const;

/** Name, description and with whom a report is shared. Only who sees the whole company shares with everybody. */
export function SaveReportDialog(props: {
  title: string;
  report: PivotReport | undefined;
  error: unknown;
  isPending: boolean;
  onSave: (wish: Omit<PivotReportWish, 'address'>) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { report } = props;
  const { businessDate } = useSession();
  const [missing, setMissing] = useState(false);
  const units = (useQuery(unitsQuery(businessDate)).data?.rows ?? []).filter(({ kind }) => kind !== 'book');
  const seesAll = units.some(({ kind }) => kind === 'company');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = readTexts(event.currentTarget);
    const name = text('name');
    setMissing(name === '');
    const sharing = sharings.find((one) => one === text('sharing')) ?? 'nobody';
    const unit = sharing === 'unit' ? { unit: text('unit') } : {};
    if (name !== '') props.onSave({ name, description: text('description'), sharing, ...unit });
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} noValidate className="td-pivot-form">
        {Boolean(props.error) && <ProblemBlock error={props.error} />}
        <TextField
          name="name"
          label={t('pivots.save.name')}
          value={report?.name ?? ''}
          problem={missing ? t('pivots.save.noName') : undefined}
          maxLength={120}
          focused
        />
        <TextField
          name="description"
          label={t('pivots.save.description')}
          value={report?.description ?? ''}
          maxLength={500}
        />
        <SelectField name="sharing" label={t('pivots.save.sharing')} value={report?.sharing}>
          {sharings
            .filter((sharing) => sharing !== 'everybody' || seesAll)
            .map((sharing) => (
              <option key={sharing} value={sharing}>
                {t(`pivots.save.choice.${sharing}`)}
              </option>
            ))}
        </SelectField>
        <SelectField name="unit" label={t('pivots.save.unit')} value={report?.unit?.code}>
          {units.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <p className="td-small">{t('pivots.save.unitHint')}</p>
        <p className="td-small">{t('pivots.save.hint')}</p>
        <DoOrCancel deed={t('pivots.save.submit')} isBusy={props.isPending} onCancel={props.onClose} />
      </form>
    </Dialog>
  );
}

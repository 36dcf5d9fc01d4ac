import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { refreshTills, type Till } from '../api/till-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { parseBusinessDate } from '../../../core/dates.ts';
import { readDong } from '../ui/typed-money.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';

/** A new till, or one that is changed or closed for good; its code and kind stay. */
export function TillDialog({ till, onClose }: { till: Till | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const units = useQuery(unitsQuery(businessDate));
  if (!units.data) return null;
  const choices = units.data.rows
    .filter(({ kind }) => kind === 'unit' || kind === 'company')
    .map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  return (
    <SaveDialog
      refresh={refreshTills}
      title={t(till ? 'tills.save.changeTill' : 'tills.save.newTill')}
      fields={[
        { name: 'code', label: t('tills.save.code'), initial: till?.code, fixed: till !== undefined },
        {
          name: 'kind',
          label: t('tills.save.kind'),
          choices: (['counter', 'collector'] as const).map((value) => ({
            value,
            label: t(`tills.kinds.${value}`),
          })),
          initial: till?.kind,
          fixed: till !== undefined,
        },
        { name: 'name', label: t('tills.save.name'), initial: till?.name },
        { name: 'unit', label: t('tills.save.unit'), choices, initial: till?.unit.code },
        {
          name: 'cashLimit',
          label: t('tills.save.cashLimit'),
          initial: formatMoney(till?.cashLimit ?? '30000000'),
        },
        {
          name: 'closesOn',
          label: t('tills.save.closesOn'),
          initial: till?.closesOn ? formatDate(till.closesOn) : '',
          optional: true,
        },
      ]}
      read={({ code = '', closesOn = '', cashLimit = '', ...rest }) => {
        const limit = readDong(cashLimit);
        const date = closesOn === '' ? null : parseBusinessDate(closesOn);
        if (limit === undefined || limit === '0' || date === undefined) return undefined;
        const path = `/tills/${encodeURIComponent(code.toUpperCase())}`;
        return { path, body: { ...rest, cashLimit: limit, closesOn: date } };
      }}
      onClose={onClose}
    />
  );
}

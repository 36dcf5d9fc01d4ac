import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parseBusinessDate } from '../../../core/dates.ts';
import { partnersQuery } from '../api/queries.ts';
import { refreshRegisters, type PayPoint } from '../api/register-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate } from '../format.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';

const kinds = ['counter', 'agent', 'bank_branch', 'post_office', 'mobile_money'] as const;
const ownCounter = '';

/** A place to pay, new or put right; what names it stays. */
export function PayPointDialog({ point, onClose }: { point: PayPoint | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const partners = useQuery({ ...partnersQuery, enabled: useMay('payments.view') });
  const isOld = point !== undefined;
  const choices = [
    { value: ownCounter, label: t('payPoints.own') },
    ...(partners.data?.rows ?? [])
      .filter(({ kind }) => kind !== 'own')
      .map(({ code, name }) => ({ value: code, label: name })),
  ];
  const text = (
    name: 'name' | 'address' | 'village',
    initial: string | null | undefined,
    optional = true,
  ) => ({
    name,
    label: t(`payPoints.fields.${name}`),
    initial: initial ?? '',
    optional,
  });
  const day = (name: 'openedOn' | 'closedOn', date: string | null | undefined, optional: boolean) => ({
    name,
    label: t(`payPoints.fields.${name}`),
    initial: date ? formatDate(date) : '',
    optional,
  });
  return (
    <SaveDialog
      key={partners.data === undefined ? 'waiting' : 'ready'}
      title={t(isOld ? 'payPoints.change' : 'payPoints.add')}
      refresh={refreshRegisters}
      fields={[
        { name: 'code', label: t('payPoints.fields.code'), initial: point?.code, fixed: isOld },
        {
          name: 'kind',
          label: t('payPoints.kind'),
          choices: kinds.map((value) => ({ value, label: t(`payPoints.kinds.${value}`) })),
          initial: point?.kind,
          fixed: isOld,
        },
        {
          name: 'partner',
          label: t('payPoints.fields.partner'),
          choices,
          initial: point?.partner?.code ?? ownCounter,
          fixed: isOld,
          optional: true,
        },
        text('name', point?.name, false),
        { name: 'commune', label: t('payPoints.fields.commune'), initial: point?.commune?.code },
        text('village', point?.village),
        text('address', point?.address),
        day('openedOn', point?.openedOn, false),
        day('closedOn', point?.closedOn, true),
        { name: 'openingHours', label: t('payPoints.hours'), initial: point?.openingHours, optional: true },
        {
          name: 'takesCash',
          label: t('payPoints.cash'),
          choices: [
            { value: 'yes', label: t('words.yes') },
            { value: 'no', label: t('words.no') },
          ],
          initial: point?.takesCash === false ? 'no' : 'yes',
        },
      ]}
      read={readPlace}
      onClose={onClose}
    />
  );
}

function readPlace(texts: Record<string, string>): { path: string; body: object } | undefined {
  const { code = '', partner = '', village = '', takesCash, openedOn = '', closedOn = '', ...rest } = texts;
  const opened = parseBusinessDate(openedOn);
  const closed = closedOn === '' ? null : parseBusinessDate(closedOn);
  if (opened === undefined || closed === undefined) return undefined;
  const body = {
    ...rest,
    partner: partner === ownCounter ? null : partner,
    village: village || null,
    takesCash: takesCash === 'yes',
    openedOn: opened,
    closedOn: closed,
  };
  return { path: `/pay-points/${encodeURIComponent(code.toUpperCase())}`, body };
}

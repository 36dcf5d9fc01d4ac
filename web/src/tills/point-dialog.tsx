import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { partnersQuery } from '../api/queries.ts';
import { refreshTills, type AgentPoint } from '../api/till-queries.ts';
import { formatMoney } from '../format.ts';
import { readDong } from '../ui/typed-money.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';

/** A point of an agent, new or changed; without a limit it is bounded by its agent alone. */
export function PointDialog({ point, onClose }: { point: AgentPoint | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const partners = useQuery(partnersQuery);
  if (!partners.data) return null;
  const agents = partners.data.rows.filter(
    ({ kind, channels }) => kind !== 'own' && channels.includes('agent_cash'),
  );
  return (
    <SaveDialog
      refresh={refreshTills}
      title={t(point ? 'tills.save.changePoint' : 'tills.save.newPoint')}
      fields={[
        {
          name: 'partner',
          label: t('tills.save.partner'),
          choices: agents.map(({ code, name }) => ({ value: code, label: name })),
          initial: point?.partner.code,
          fixed: point !== undefined,
        },
        { name: 'code', label: t('tills.save.code'), initial: point?.code, fixed: point !== undefined },
        { name: 'name', label: t('tills.save.name'), initial: point?.name },
        { name: 'address', label: t('tills.save.address'), initial: point?.address, optional: true },
        {
          name: 'limit',
          label: t('tills.save.limit'),
          initial: point?.limit ? formatMoney(point.limit) : '',
          optional: true,
        },
        {
          name: 'open',
          label: t('tills.state'),
          choices: [
            { value: 'yes', label: t('tills.points.open') },
            { value: 'no', label: t('tills.points.closed') },
          ],
          initial: point === undefined || point.open || !point.registered ? 'yes' : 'no',
        },
      ]}
      read={({ partner = '', code = '', limit = '', open, ...rest }) => {
        const vnd = limit === '' ? null : readDong(limit);
        if (vnd === undefined || vnd === '0') return undefined;
        const path = `/agent-points/${encodeURIComponent(partner)}/${encodeURIComponent(code.toUpperCase())}`;
        const commune = point?.commune?.code ?? null;
        return { path, body: { ...rest, commune, limit: vnd, open: open === 'yes' } };
      }}
      onClose={onClose}
    />
  );
}

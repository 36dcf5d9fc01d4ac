import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { providersQuery, type SimulatedProvider, type SimulatedProviders } from '../api/demo-queries.ts';
import { ProblemBlock } from '../ui/states.tsx';

const names = [
  'latency',
  'late',
  'refuse',
  'duplicate',
  'outOfOrder',
  'outage',
  'wrongSignature',
  'mute',
  'wrongBalance',
  'gap',
] as const;

/** What goes wrong on purpose at one simulated party: each a button that stays down. */
export function ProviderSwitches({
  provider: { code, name: party, switches },
}: {
  provider: SimulatedProvider;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: ({ name, on }: { name: string; on: boolean }) =>
      sendJson<SimulatedProviders>('PUT', `/demo/providers/${code}/switches/${name}`, { on }),
    onSuccess: (answer) => queries.setQueryData(providersQuery.queryKey, answer),
  });
  return (
    <>
      {turn.isError && <ProblemBlock error={turn.error} />}
      <div className="td-toggles" role="group" aria-label={`${t('simulator.switches')}: ${party}`}>
        {names.map((name) => {
          const found = switches.find((one) => one.name === name);
          if (!found) return null;
          return (
            <button
              key={name}
              type="button"
              className="td-toggle"
              aria-pressed={found.on}
              disabled={turn.isPending}
              onClick={() => turn.mutate({ name, on: !found.on })}
            >
              {found.on && <IconCheck size={14} stroke={2.4} aria-hidden />}
              {t(`simulator.names.${name}`)}
            </button>
          );
        })}
      </div>
    </>
  );
}

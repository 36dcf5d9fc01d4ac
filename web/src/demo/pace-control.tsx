import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { demoQuery } from '../api/session.ts';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** The slider is not linear: the slow paces, at which one can watch, have most of its length. */
const paces = [0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200];
const settleMs = 350;

/** How fast the simulated partners pay. */
export function PaceControl() {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const { data: demo } = useQuery(demoQuery);
  const [chosen, setChosen] = useState<number>();
  const change = useMutation({
    mutationFn: (pace: number) => sendJson('PUT', '/demo/pace', { pace }),
    onSuccess: () => queries.invalidateQueries({ queryKey: demoQuery.queryKey }),
  });
  const { mutate } = change;
  useEffect(() => {
    if (chosen === undefined) return;
    const timer = setTimeout(() => mutate(chosen), settleMs);
    return () => clearTimeout(timer);
  }, [chosen, mutate]);
  if (!demo) return <p className="td-notice">{t('clock.notDemo')}</p>;
  const pace = chosen ?? demo.pace;
  const words = pace === 0 ? t('clock.paceOff') : t('clock.paceValue', { pace });
  return (
    <Section title={t('clock.pace')} subtitle={t('clock.paceText')}>
      {change.isError && <ProblemBlock error={change.error} />}
      <div className="td-field td-pace">
        <label htmlFor={id} className="td-strong">
          {words}
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={paces.length - 1}
          step={1}
          value={nearestPace(pace)}
          aria-valuetext={words}
          onChange={(event) => setChosen(paces[Number(event.currentTarget.value)] ?? 0)}
        />
      </div>
    </Section>
  );
}

function nearestPace(pace: number): number {
  const at = paces.findIndex((one) => one >= pace);
  return at === -1 ? paces.length - 1 : at;
}

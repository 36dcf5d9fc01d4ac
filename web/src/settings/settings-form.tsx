import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sendJson } from '../api/call.ts';
import {
  settingsQuery,
  type Setting,
  type Settings,
  type SettingsChange,
} from '../api/collecting-queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { ConfirmChange } from './confirm-change.tsx';
import { judging, readDraft, settingOrder, type Draft, type DraftProblem } from './setting-draft.ts';
import { SettingRule } from './setting-rule.tsx';

type Problems = Partial<Record<Setting, DraftProblem | 'refused'>>;

/** What is edited stands beside the rules as they are, so that nobody undoes what another person has just changed. */
export function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const may = useMayChange();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [shown, setShown] = useState<Problems>({});
  const [asking, setAsking] = useState<SettingsChange>();
  const { change, problems } = readDraft(settings, draft);
  const save = useMutation({
    mutationFn: (wanted: SettingsChange) => sendJson<Settings>('PUT', '/settings', wanted),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      setDraft({});
    },
    onError: (error) => setShown(problemsOf(error)),
    onSettled: () => setAsking(undefined),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setShown(problems);
    if (Object.keys(problems).length > 0) return;
    if (judging.some((name) => name in change)) setAsking(change);
    else if (Object.keys(change).length > 0) save.mutate(change);
  };
  const edit = (part: Draft) => {
    setDraft({ ...draft, ...part });
    setShown({});
    save.reset();
  };
  const untouched = Object.keys(change).length === 0 && Object.keys(problems).length === 0;
  return (
    <form onSubmit={submit} noValidate className="td-stack td-gap">
      {!may && <p className="td-notice">{t('settings.readOnly')}</p>}
      {groups.map(({ group, names }) => (
        <Section key={group} title={t(`settings.groups.${group}`)}>
          <div className="td-rules">
            {settingOrder
              .filter((name) => names.includes(name))
              .map((name) => (
                <SettingRule
                  key={name}
                  name={name}
                  settings={settings}
                  draft={draft}
                  problem={shown[name]}
                  onEdit={may ? edit : undefined}
                />
              ))}
          </div>
        </Section>
      ))}
      {save.isError && <ProblemBlock error={save.error} />}
      {may && (
        <div className={untouched ? 'td-buttons' : 'td-buttons td-save-bar'}>
          <Button type="submit" size="sm" disabled={untouched} loading={save.isPending}>
            {t('settings.save')}
          </Button>
          {!untouched && (
            <Button size="sm" variant="subtle" onClick={() => (setDraft({}), setShown({}), save.reset())}>
              {t('settings.undo')}
            </Button>
          )}
          {save.isSuccess && <span role="status">{t('settings.saved')}</span>}
        </div>
      )}
      {asking && (
        <ConfirmChange
          settings={settings}
          change={asking}
          isPending={save.isPending}
          onConfirm={() => save.mutate(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </form>
  );
}

const groups: readonly { group: 'judging' | 'holding' | 'money'; names: readonly Setting[] }[] = [
  { group: 'judging', names: judging },
  { group: 'holding', names: ['holdMinutes'] },
  { group: 'money', names: ['refundLimit', 'applyCredit'] },
];

/** The rules hold for the whole company: staff of one unit read them only. */
function useMayChange(): boolean {
  const may = useMay('organisation.edit');
  const { staff } = useSession();
  return may && staff.unitId === null;
}

/** The fields that the server refused. */
function problemsOf(error: unknown): Problems {
  const fields = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return Object.fromEntries(
    settingOrder
      .filter((name) => fields.some(({ field }) => field === name))
      .map((name) => [
        name,
        name === 'holdMinutes' ? 'badMinutes' : name === 'refundLimit' ? 'badAmount' : 'refused',
      ]),
  );
}

import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Setting, Settings } from '../api/collecting-queries.ts';
import { formatCount, formatInstant } from '../format.ts';
import type { Draft, DraftProblem } from './setting-draft.ts';
import { useSettingWords } from './setting-words.ts';

interface Rule {
  name: Setting;
  settings: Settings;
  draft: Draft;
  problem: DraftProblem | 'refused' | undefined;
  /** Undefined for who only reads. */
  onEdit: ((part: Draft) => void) | undefined;
}

/** One rule: its name, what it means, what it is now or is to become, and who changed it last. */
export function SettingRule(props: Rule) {
  const { t } = useTranslation();
  const id = useId();
  const words = useSettingWords();
  const { name, settings, onEdit } = props;
  return (
    <section className="td-rule" aria-labelledby={id}>
      <div>
        <h3 id={id}>{t(`settings.rules.${name}.name`)}</h3>
        <p>{t(`settings.rules.${name}.meaning`)}</p>
        <LastChange name={name} changes={settings.changes} />
      </div>
      <div>
        {onEdit ? (
          <RuleField {...props} onEdit={onEdit} labelledBy={id} />
        ) : (
          <p>
            <strong>{words(name, settings[name])}</strong>
          </p>
        )}
      </div>
    </section>
  );
}

type Edited = Rule & { onEdit: (part: Draft) => void; labelledBy: string };

function RuleField(props: Edited) {
  return typeof props.settings[props.name] === 'boolean' ? (
    <Alternatives {...props} />
  ) : (
    <TypedNumber {...props} />
  );
}

function Alternatives({ name, settings, draft, problem, onEdit, labelledBy }: Edited) {
  const words = useSettingWords();
  const chosen = draft[name] ?? settings[name];
  return (
    <div className="td-radio td-rule-choices" role="radiogroup" aria-labelledby={labelledBy}>
      {[true, false].map((value) => (
        <label key={String(value)}>
          <input
            type="radio"
            name={name}
            checked={chosen === value}
            onChange={() => onEdit({ [name]: value })}
          />
          {words(name, value)}
        </label>
      ))}
      <FieldProblem problem={problem} />
    </div>
  );
}

function TypedNumber({ name, settings, draft, problem, onEdit, labelledBy }: Edited) {
  const { t } = useTranslation();
  const id = useId();
  const present = settings[name];
  return (
    <div className="td-field">
      <span className="td-rule-number">
        <input
          name={name}
          className="td-figures td-right"
          inputMode="numeric"
          autoComplete="off"
          value={String(draft[name] ?? formatCount(present as string | number))}
          aria-labelledby={labelledBy}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? id : undefined}
          onChange={(event) => onEdit({ [name]: event.currentTarget.value })}
        />
        <span>{t(`settings.rules.${name as 'holdMinutes' | 'refundLimit'}.unit`)}</span>
      </span>
      <FieldProblem id={id} problem={problem} />
    </div>
  );
}

function FieldProblem({ id, problem }: { id?: string; problem: Rule['problem'] }): ReactNode {
  const { t } = useTranslation();
  if (!problem) return null;
  return (
    <span id={id} className="td-field-error" role="alert">
      {t(`settings.problems.${problem}`)}
    </span>
  );
}

function LastChange({ name, changes }: { name: Setting; changes: Settings['changes'] }) {
  const { t } = useTranslation();
  const change = changes.find(({ setting }) => setting === name);
  return (
    <p className="td-small">
      {change
        ? t('settings.changed', { who: change.name ?? change.by, when: formatInstant(change.at) })
        : t('settings.neverChanged')}
    </p>
  );
}

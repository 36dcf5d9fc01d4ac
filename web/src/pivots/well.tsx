import { Button } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowsExchange,
  IconArrowUp,
  IconX,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { readTexts, SelectField } from '../ui/fields.tsx';

type WellName = 'rows' | 'columns' | 'measures';
type StepName = 'earlier' | 'later' | 'across' | 'remove';
type Steps = Partial<Record<StepName, () => void>>;

const icons: Record<StepName, TablerIcon> = {
  earlier: IconArrowUp,
  later: IconArrowDown,
  across: IconArrowsExchange,
  remove: IconX,
};

/**
 * An ordered list of what a table is divided by, or of its figures: each can be moved, taken out, and more put in. The
 * focus follows what was moved, and goes to the list of choices when its button has gone.
 */
export function Well(props: {
  well: WellName;
  chosen: readonly string[];
  offered: readonly string[];
  nameOf: (name: string) => string;
  onChange: (chosen: string[]) => void;
  /** Moves one to the other side of the table. */
  onAcross?: (name: string) => void;
}) {
  const { t } = useTranslation();
  const { well, chosen, nameOf, onChange, onAcross } = props;
  const frame = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const button = frame.current?.querySelector<HTMLElement>(`[data-step="${wanted.current}"]`);
    (button ?? frame.current?.querySelector('select'))?.focus();
    wanted.current = undefined;
  });
  const take = (name: string, step: StepName, act: () => void) => () => {
    wanted.current = `${name} ${step}`;
    act();
  };
  const swap = (at: number, by: number): void => {
    const next = [...chosen];
    [next[at], next[at + by]] = [next[at + by]!, next[at]!];
    onChange(next);
  };
  const stepsOf = (name: string, at: number): Steps => ({
    ...(at > 0 && { earlier: take(name, 'earlier', () => swap(at, -1)) }),
    ...(at < chosen.length - 1 && { later: take(name, 'later', () => swap(at, 1)) }),
    ...(onAcross && { across: take(name, 'across', () => onAcross(name)) }),
    // A table without any figure shows nothing.
    ...((well !== 'measures' || chosen.length > 1) && {
      remove: take(name, 'remove', () => onChange(chosen.filter((one) => one !== name))),
    }),
  });
  return (
    <fieldset ref={frame} className="td-pivot-well">
      <legend>{t(`pivots.builder.${well}`)}</legend>
      {chosen.length === 0 && <p className="td-small">{t('pivots.builder.none')}</p>}
      <ol>
        {chosen.map((id, at) => (
          <WellItem key={id} id={id} name={nameOf(id)} well={well} steps={stepsOf(id, at)} />
        ))}
      </ol>
      <AddForm {...props} />
    </fieldset>
  );
}

function AddForm(props: {
  well: WellName;
  chosen: readonly string[];
  offered: readonly string[];
  nameOf: (name: string) => string;
  onChange: (chosen: string[]) => void;
}) {
  const { t } = useTranslation();
  const { well, chosen, offered, nameOf, onChange } = props;
  if (offered.length === 0) return null;
  return (
    <form
      className="td-filters"
      onSubmit={(event) => {
        event.preventDefault();
        const name = readTexts(event.currentTarget)('name');
        if (name) onChange([...chosen, name]);
      }}
    >
      <SelectField name="name" label={t('pivots.builder.addTo', { well: t(`pivots.builder.${well}`) })}>
        {offered.map((name) => (
          <option key={name} value={name}>
            {nameOf(name)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" size="sm" variant="default">
        {t('pivots.builder.add')}
      </Button>
    </form>
  );
}

function WellItem({ id, name, well, steps }: { id: string; name: string; well: WellName; steps: Steps }) {
  const { t } = useTranslation();
  const other = t(well === 'rows' ? 'pivots.builder.columns' : 'pivots.builder.rows');
  return (
    <li>
      <span>{name}</span>
      {(Object.keys(steps) as StepName[]).map((step) => {
        const Icon = icons[step];
        const label = t(`pivots.builder.${step}`, { name, well: other });
        return (
          <button
            key={step}
            type="button"
            className="td-pivot-step"
            data-step={`${id} ${step}`}
            aria-label={label}
            title={label}
            onClick={steps[step]}
          >
            <Icon size={16} aria-hidden />
          </button>
        );
      })}
    </li>
  );
}

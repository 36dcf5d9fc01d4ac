import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowsExchange, IconArrowUp, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readTexts, SelectField } from '../ui/fields.tsx';

type WellName = 'rows' | 'columns' | 'measures';

/** An ordered list of what a table is divided by, or of its figures: each can be moved, taken out, and more put in. */
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
  const { well, chosen, offered, nameOf, onChange } = props;
  const title = t(`pivots.builder.${well}`);
  const swap = (at: number, by: number): void => {
    const next = [...chosen];
    [next[at], next[at + by]] = [next[at + by]!, next[at]!];
    onChange(next);
  };
  return (
    <fieldset className="td-pivot-well">
      <legend>{title}</legend>
      {chosen.length === 0 && <p className="td-small">{t('pivots.builder.none')}</p>}
      <ol>
        {chosen.map((name, at) => (
          <WellItem
            key={name}
            name={nameOf(name)}
            other={t(well === 'rows' ? 'pivots.builder.columns' : 'pivots.builder.rows')}
            onEarlier={at > 0 ? () => swap(at, -1) : undefined}
            onLater={at < chosen.length - 1 ? () => swap(at, 1) : undefined}
            onAcross={props.onAcross && (() => props.onAcross?.(name))}
            onRemove={
              well === 'measures' && chosen.length === 1
                ? undefined
                : () => onChange(chosen.filter((one) => one !== name))
            }
          />
        ))}
      </ol>
      {offered.length > 0 && (
        <form
          className="td-filters"
          onSubmit={(event) => {
            event.preventDefault();
            const name = readTexts(event.currentTarget)('name');
            if (name) onChange([...chosen, name]);
          }}
        >
          <SelectField name="name" label={t('pivots.builder.addTo', { well: title })}>
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
      )}
    </fieldset>
  );
}

function WellItem(props: {
  name: string;
  other: string;
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
  onAcross: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { name, other } = props;
  return (
    <li>
      <span>{name}</span>
      <Step label={t('pivots.builder.earlier', { name })} onPress={props.onEarlier}>
        <IconArrowUp size={16} aria-hidden />
      </Step>
      <Step label={t('pivots.builder.later', { name })} onPress={props.onLater}>
        <IconArrowDown size={16} aria-hidden />
      </Step>
      <Step label={t('pivots.builder.across', { name, well: other })} onPress={props.onAcross}>
        <IconArrowsExchange size={16} aria-hidden />
      </Step>
      <Step label={t('pivots.builder.remove', { name })} onPress={props.onRemove}>
        <IconX size={16} aria-hidden />
      </Step>
    </li>
  );
}

function Step(props: { label: string; onPress: (() => void) | undefined; children: ReactNode }) {
  if (!props.onPress) return null;
  return (
    <button
      type="button"
      className="td-icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

import { Button } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { nameKey, readStatus } from '../../../core/reconciliation/mapping.ts';
import type { FileMapping, MappingPreview } from '../api/accounting-types.ts';
import { formatCount } from '../format.ts';
import { meanings, withMeaning, type Meaning } from './mapping-sample.ts';

interface Edited {
  mapping: FileMapping;
  onChange: (mapping: FileMapping) => void;
}

/** What each word of the status column means; words the sample does not show can be added by hand. */
export function StatusWords(props: Edited & { words: MappingPreview['statusWords'] }) {
  const { t } = useTranslation();
  const { mapping, words, onChange } = props;
  if (!mapping.columns.status) return null;
  const seen = new Set(words.map(({ word }) => nameKey(word)));
  const unseen = Object.keys(mapping.statusValues ?? {}).filter((word) => !seen.has(nameKey(word)));
  return (
    <fieldset className="td-control td-stack td-gap">
      <legend className="td-label">{t('recon.mappings.status.title')}</legend>
      <div className="td-filters">
        {words.map(({ word, count }) => (
          <WordMeaning key={word} word={word} count={count} mapping={mapping} onChange={onChange} />
        ))}
        {unseen.map((word) => (
          <WordMeaning key={word} word={word} mapping={mapping} onChange={onChange} />
        ))}
        <AddWord onAdd={(word) => onChange(withMeaning(mapping, word, 'paid'))} />
      </div>
    </fieldset>
  );
}

function WordMeaning({ word, count, mapping, onChange }: Edited & { word: string; count?: number }) {
  const { t } = useTranslation();
  const id = useId();
  const known = readStatus(word, undefined);
  const set = Object.entries(mapping.statusValues ?? {}).find(([key]) => nameKey(key) === nameKey(word))?.[1];
  const wrong = known === undefined && set === undefined;
  return (
    <div className="td-field">
      <label htmlFor={id}>
        {word === '' ? t('recon.mappings.status.empty') : `“${word}”`}{' '}
        {count === undefined
          ? t('recon.mappings.status.unseen')
          : t('recon.mappings.status.lines', { lines: formatCount(count) })}
      </label>
      <select
        id={id}
        value={set ?? ''}
        aria-invalid={wrong}
        onChange={(event) =>
          onChange(
            withMeaning(mapping, word, (event.currentTarget.value || undefined) as Meaning | undefined),
          )
        }
      >
        <option value="">
          {known
            ? t('recon.mappings.status.known', { meaning: t(`recon.mappings.status.meanings.${known}`) })
            : t('recon.mappings.status.unknown')}
        </option>
        {meanings.map((meaning) => (
          <option key={meaning} value={meaning}>
            {t(`recon.mappings.status.meanings.${meaning}`)}
          </option>
        ))}
      </select>
      {wrong && <span className="td-field-error">{t('recon.mappings.status.choose')}</span>}
    </div>
  );
}

function AddWord({ onAdd }: { onAdd: (word: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const add = () => {
    const word = input.current?.value.trim() ?? '';
    if (word !== '') onAdd(word);
    if (input.current) input.current.value = '';
  };
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('recon.mappings.status.other')}</label>
      <span className="td-add-word">
        <input
          ref={input}
          id={id}
          maxLength={60}
          autoComplete="off"
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && add()}
        />
        <Button size="sm" variant="default" onClick={add}>
          {t('recon.mappings.status.add')}
        </Button>
      </span>
    </div>
  );
}

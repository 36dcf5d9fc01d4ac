import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { measuresOf } from '../../../core/pivots/measures.ts';
import { dimensionName, measureName } from '../../../core/pivots/names.ts';
import {
  dimensions,
  divideBy,
  sourceOf,
  writeAddress,
  type Dimension,
  type Pivot,
} from '../../../core/pivots/pivot.ts';
import { languageOf } from '../format.ts';
import { BuilderChoices } from './builder-choices.tsx';
import { Well } from './well.tsx';

/**
 * Puts a table together without dragging: every step is a button, the table below follows at once, and going back in the
 * browser takes a step back.
 */
export function Builder({
  pivot,
  startsOpen,
  months,
}: {
  pivot: Pivot;
  startsOpen: boolean;
  months: readonly string[];
}) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [said, setSaid] = useState('');
  const language = languageOf(i18n.language);
  const source = sourceOf(pivot);
  const show = (next: Pivot): void => {
    const blank = Object.fromEntries(Object.keys(writeAddress(pivot)).map((name) => [name, undefined]));
    void navigate({ to: '.', search: (now: object) => ({ ...now, ...blank, ...writeAddress(next) }) });
  };
  const divide = (
    rows: readonly Dimension[],
    columns: readonly Dimension[],
    well: 'rows' | 'columns',
  ): void => {
    const names = (well === 'rows' ? rows : columns).map((name) => dimensionName(name, language));
    setSaid(t('pivots.builder.changed', { well: t(`pivots.builder.${well}`), names: names.join(', ') }));
    show(divideBy(pivot, { rows, columns }));
  };
  const nameOf = (name: string): string => dimensionName(name as Dimension, language);
  const free = dimensions.filter((name) => !pivot.rows.includes(name) && !pivot.columns.includes(name));
  const names = pivot.measures.map(({ id }) => id);
  return (
    <details className="td-pivot-builder" open={startsOpen}>
      <summary>{t('pivots.builder.title')}</summary>
      <div className="td-pivot-wells">
        <Well
          well="rows"
          chosen={pivot.rows}
          offered={free}
          nameOf={nameOf}
          onChange={(rows) => divide(rows as Dimension[], pivot.columns, 'rows')}
          onAcross={(name) =>
            divide(
              pivot.rows.filter((one) => one !== name),
              [...pivot.columns, name as Dimension],
              'columns',
            )
          }
        />
        <Well
          well="columns"
          chosen={pivot.columns}
          offered={free}
          nameOf={nameOf}
          onChange={(columns) => divide(pivot.rows, columns as Dimension[], 'columns')}
          onAcross={(name) =>
            divide(
              [...pivot.rows, name as Dimension],
              pivot.columns.filter((one) => one !== name),
              'rows',
            )
          }
        />
        <Well
          well="measures"
          chosen={names}
          offered={measuresOf[source].map(({ id }) => id).filter((id) => !names.includes(id))}
          nameOf={(id) => {
            const measure = measuresOf[source].find((one) => one.id === id);
            return measure ? measureName(measure, source, language) : id;
          }}
          onChange={(ids) => {
            const measures = ids.flatMap((id) => measuresOf[source].find((one) => one.id === id) ?? []);
            const sort = ids.includes(pivot.sort ?? '') ? pivot.sort : undefined;
            const words = measures.map((measure) => measureName(measure, source, language)).join(', ');
            setSaid(t('pivots.builder.changed', { well: t('pivots.builder.measures'), names: words }));
            if (measures.length > 0) show({ ...pivot, measures, sort });
          }}
        />
      </div>
      <BuilderChoices pivot={pivot} months={months} />
      <p role="status" className="td-hidden">
        {said}
      </p>
    </details>
  );
}

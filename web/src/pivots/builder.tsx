import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { measuresOf } from '../../../core/pivots/measures.ts';
import { dimensionName, measureName } from '../../../core/pivots/names.ts';
import {
  dimensionsBeside,
  divideBy,
  sourceOf,
  writeAddress,
  type Dimension,
  type Pivot,
} from '../../../core/pivots/pivot.ts';
import { languageOf } from '../format.ts';
import { BuilderChoices } from './builder-choices.tsx';
import { Well } from './well.tsx';

/** Shows another table in place of this one, and says what was changed to who cannot see it. */
type Show = (next: Pivot, well: 'rows' | 'columns' | 'measures', names: readonly string[]) => void;

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
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [said, setSaid] = useState('');
  const show: Show = (next, well, names) => {
    const words = names.join(', ') || t('pivots.builder.none');
    setSaid(t('pivots.builder.changed', { well: t(`pivots.builder.${well}`), names: words }));
    const blank = Object.fromEntries(Object.keys(writeAddress(pivot)).map((name) => [name, undefined]));
    void navigate({ to: '.', search: (now: object) => ({ ...now, ...blank, ...writeAddress(next) }) });
  };
  return (
    <details className="td-pivot-builder" open={startsOpen}>
      <summary>{t('pivots.builder.title')}</summary>
      <div className="td-pivot-wells">
        <DimensionWell pivot={pivot} side="rows" onShow={show} />
        <DimensionWell pivot={pivot} side="columns" onShow={show} />
        <MeasureWell pivot={pivot} onShow={show} />
      </div>
      <BuilderChoices pivot={pivot} months={months} />
      <p role="status" className="td-hidden">
        {said}
      </p>
    </details>
  );
}

/** By what one side of the table is divided; what is on neither side is offered to both. */
function DimensionWell({ pivot, side, onShow }: { pivot: Pivot; side: 'rows' | 'columns'; onShow: Show }) {
  const { i18n } = useTranslation();
  const nameOf = (name: string): string => dimensionName(name as Dimension, languageOf(i18n.language));
  const other = side === 'rows' ? 'columns' : 'rows';
  const divide = (own: readonly string[], others: readonly string[], well: 'rows' | 'columns'): void => {
    const sides = { [side]: own, [other]: others } as Pick<Pivot, 'rows' | 'columns'>;
    onShow(divideBy(pivot, sides), well, sides[well].map(nameOf));
  };
  return (
    <Well
      well={side}
      chosen={pivot[side]}
      offered={dimensionsBeside(pivot)}
      nameOf={nameOf}
      onChange={(own) => divide(own, pivot[other], side)}
      onAcross={(name) =>
        divide(
          pivot[side].filter((one) => one !== name),
          [...pivot[other], name],
          other,
        )
      }
    />
  );
}

function MeasureWell({ pivot, onShow }: { pivot: Pivot; onShow: Show }) {
  const { i18n } = useTranslation();
  const source = sourceOf(pivot);
  const offered = measuresOf[source];
  const chosen = pivot.measures.map(({ id }) => id);
  const nameOf = (id: string): string => {
    const measure = offered.find((one) => one.id === id);
    return measure ? measureName(measure, source, languageOf(i18n.language)) : id;
  };
  return (
    <Well
      well="measures"
      chosen={chosen}
      offered={offered.map(({ id }) => id).filter((id) => !chosen.includes(id))}
      nameOf={nameOf}
      onChange={(ids) => {
        const measures = ids.flatMap((id) => offered.find((one) => one.id === id) ?? []);
        const sort = ids.includes(pivot.sort ?? '') ? pivot.sort : undefined;
        onShow({ ...pivot, measures, sort }, 'measures', ids.map(nameOf));
      }}
    />
  );
}

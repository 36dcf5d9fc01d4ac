import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customerKindNames } from '../../../core/customer-kinds.ts';
import { addMonths } from '../../../core/dates.ts';
import { dimensionName, measureName, monthChoiceName } from '../../../core/pivots/names.ts';
import {
  firstAddress,
  mostMonths,
  relativeMonths,
  sourceOf,
  type Pivot,
} from '../../../core/pivots/pivot.ts';
import { unitsQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { formatPeriod, languageOf } from '../format.ts';
import { SearchSelect } from '../ui/search-select.tsx';

const tops = ['5', '10', '20', '50'];

/** Which months and unit, in what order, and how many. */
export function BuilderChoices({ pivot, months }: { pivot: Pivot; months: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { businessDate } = useSession();
  const units = useQuery(unitsQuery(businessDate)).data?.rows ?? [];
  return (
    <div className="td-filters">
      <MonthChoice pivot={pivot} months={months} />
      <SearchSelect
        label={t('pivots.builder.unit')}
        name="unit"
        none={t('pivots.builder.own')}
        value={pivot.unit === 'own' ? undefined : pivot.unit}
        choices={units
          .filter(({ kind }) => kind !== 'book')
          .map(({ code, name }) => ({ value: code, label: name }))}
      />
      {sourceOf(pivot) !== 'channels' && (
        <SearchSelect
          label={dimensionName('kind', language)}
          name="kind"
          value={pivot.kind}
          choices={Object.entries(customerKindNames[language]).map(([value, label]) => ({ value, label }))}
        />
      )}
      {sourceOf(pivot) === 'states' && (
        <SearchSelect
          label={t('pivots.builder.definition')}
          name="definition"
          none={t('board.official')}
          value={pivot.definition === 'strict' ? 'strict' : undefined}
          choices={[{ value: 'strict', label: t('board.strict') }]}
        />
      )}
      <SearchSelect
        label={t('pivots.builder.sort')}
        name="sort"
        none={t('pivots.builder.natural')}
        value={pivot.sort}
        choices={pivot.measures.map((measure) => ({
          value: measure.id,
          label: measureName(measure, sourceOf(pivot), language),
        }))}
      />
      {pivot.sort !== undefined && (
        <SearchSelect
          label={t('pivots.builder.order')}
          name="order"
          none={t('pivots.builder.descending')}
          value={pivot.descending ? undefined : 'asc'}
          choices={[{ value: 'asc', label: t('pivots.builder.ascending') }]}
        />
      )}
      <SearchSelect
        label={t('pivots.builder.top')}
        name="top"
        value={pivot.top === undefined ? undefined : String(pivot.top)}
        choices={tops.map((count) => ({
          value: count,
          label: t('pivots.builder.topOf', { count: Number(count) }),
        }))}
      />
      <SearchSelect
        label={t('pivots.builder.emptyRows')}
        name="empty"
        none={t('pivots.builder.hide')}
        value={pivot.empty ? 'show' : undefined}
        choices={[{ value: 'show', label: t('pivots.builder.show') }]}
      />
    </div>
  );
}

/** A relative choice, or a span from one month to another. */
function MonthChoice({ pivot, months }: { pivot: Pivot; months: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const { businessDate } = useSession();
  const isRelative = relativeMonths.some((choice) => choice === pivot.months);
  const [first = '', last = first] = isRelative ? [months[0], months.at(-1)] : pivot.months.split('..');
  const now = businessDate.slice(0, 7);
  const listed = Array.from({ length: mostMonths }, (_, back) => addMonths(now, -back));
  const choices = [...new Set([first, last, ...listed])]
    .filter(Boolean)
    .sort()
    .reverse()
    .map((value) => ({ value, label: formatPeriod(value) }));
  const language = languageOf(i18n.language);
  const nameOf = (choice: (typeof relativeMonths)[number]): string => monthChoiceName(choice, language);
  return (
    <>
      <SearchSelect
        label={t('pivots.builder.months')}
        name="months"
        none={nameOf(firstAddress.months)}
        value={isRelative ? (pivot.months === firstAddress.months ? undefined : pivot.months) : 'span'}
        choices={[
          ...relativeMonths
            .filter((choice) => choice !== firstAddress.months)
            .map((choice) => ({ value: choice, label: nameOf(choice) })),
          { value: 'span', label: t('pivots.builder.span') },
        ]}
        write={(chosen) => ({ months: chosen === 'span' ? `${first || now}..${last || now}` : chosen })}
      />
      {!isRelative && (
        <>
          <SearchSelect
            label={t('pivots.builder.from')}
            name="months"
            none={false}
            value={first}
            choices={choices}
            write={(from = first) => ({ months: from <= last ? `${from}..${last}` : `${from}..${from}` })}
          />
          <SearchSelect
            label={t('pivots.builder.to')}
            name="months"
            none={false}
            value={last}
            choices={choices}
            write={(to = last) => ({ months: first <= to ? `${first}..${to}` : `${to}..${to}` })}
          />
        </>
      )}
    </>
  );
}

import '../styles/habits.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hardshipSigns } from '../../../core/kpi/hardship.ts';
import { versionOf } from '../../../core/kpi/board-definitions.ts';
import { hardshipQuery, type Hardship } from '../api/habit-queries.ts';
import { UnitChoice } from '../board/unit-choice.tsx';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { Chart } from '../charts/chart.tsx';
import { formatCount, formatDate, formatPeriod } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { CommunesTable } from './communes-table.tsx';
import { useStripOption } from './strip-option.ts';

const route = getRouteApi('/staff/hardship');

/** Who might be left behind when cash is no longer taken: counts by commune and reason, never traits of one household. */
export function HardshipScreen() {
  const { t } = useTranslation();
  const { unit, least } = route.useSearch();
  const query = useQuery(hardshipQuery({ unit, least }));
  return (
    <Page title={t('habits.hardship.title')} lead={t('habits.hardship.lead')}>
      <div className="td-filters">
        <UnitChoice unit={unit} />
        <Choices
          label={t('habits.hardship.least')}
          name="least"
          value={least ?? '1'}
          choices={['1', '2', '3', '4'].map((value) => ({ value, label: value }))}
        />
      </div>
      <Answered query={query} skeleton={<Skeletons rows={6} height={48} />}>
        {(hardship) =>
          !hardship.search ? (
            <Empty>{t('habits.hardship.never')}</Empty>
          ) : hardship.communes.length === 0 ? (
            <Empty>{t('habits.hardship.empty')}</Empty>
          ) : (
            <HardshipFrame hardship={hardship} search={hardship.search} least={least} />
          )
        }
      </Answered>
    </Page>
  );
}

function HardshipFrame(props: {
  hardship: Hardship;
  search: NonNullable<Hardship['search']>;
  least: string | undefined;
}) {
  const { t } = useTranslation();
  const { hardship, search } = props;
  const { total, communes } = hardship;
  const option = useStripOption(communes);
  const most = communes.find(({ inNeed }) => inNeed !== null);
  const sign = [...total.signs].sort((a, b) => Number(b.households ?? 0) - Number(a.households ?? 0))[0];
  const unknown = hardshipSigns.filter((one) => !search.known.includes(one));
  const count = (value: string | null): string =>
    value === null ? t('habits.hardship.few') : formatCount(value);
  const summary = t('habits.hardship.summary', {
    need: count(total.inNeed),
    cash: count(total.cashOnly),
    least: hardship.least,
    sign: sign ? t(`habits.hardship.signs.${sign.sign}`).toLowerCase() : '',
    count: count(sign?.households ?? '0'),
  });
  return (
    <ChartFrame
      topic={t('habits.hardship.topic')}
      title={
        most
          ? t('habits.hardship.message', { name: most.name || most.code, count: count(most.inNeed) })
          : t('habits.hardship.title')
      }
      note={t('habits.hardship.note', {
        months: hardship.habitMonths,
        period: formatPeriod(search.period),
        least: hardship.least,
        on: formatDate(search.businessOn),
      })}
      definitions={[versionOf(hardship.definition), 'strict@1']}
      asOf={search.asOf}
      summary={summary}
      xlsx={{
        path: '/kpi/cash-households',
        query: { unit: hardship.unit ?? undefined, least: props.least },
      }}
    >
      <Chart option={option} label={summary} height={110} />
      <p className="td-small">
        {t('habits.hardship.planNote')}{' '}
        {unknown.length > 0 &&
          t('habits.hardship.unknown', {
            signs: unknown.map((one) => t(`habits.hardship.signs.${one}`).toLowerCase()).join(', '),
          })}
      </p>
      <CommunesTable hardship={hardship} />
    </ChartFrame>
  );
}

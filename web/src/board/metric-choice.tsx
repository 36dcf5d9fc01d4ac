import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/choices.tsx';
import type { RankBy } from './league-table.tsx';

/** By customers or by money: one choice in the address, for all of the board. */
export function MetricChoice({ by }: { by: RankBy }) {
  const { t } = useTranslation();
  return (
    <Choices
      label={t('chart.tiles.metric')}
      hideLabel
      name="by"
      value={by}
      choices={(['customers', 'money'] as const).map((value) => ({
        value,
        label: t(`board.short.${value}`),
      }))}
    />
  );
}

import { useTranslation } from 'react-i18next';
import type { SettlementWindowRow } from '../api/accounting-types.ts';
import { Tag, type Tone } from '../ui/tag.tsx';

const tones: Record<SettlementWindowRow['state'], Tone> = {
  open: 'idle',
  closed: 'warn',
  agreed: 'warn',
  money_in: 'good',
  settled: 'good',
};

export function WindowStateTag({ state }: { state: SettlementWindowRow['state'] }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state]}>{t(`settlement.windows.states.${state}`)}</Tag>;
}

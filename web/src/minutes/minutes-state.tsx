import { useTranslation } from 'react-i18next';
import type { MinutesState } from '../api/paper-queries.ts';
import { Tag, type Tone } from '../ui/tag.tsx';

const tones: Record<MinutesState, Tone> = {
  draft: 'idle',
  signed_by_us: 'warn',
  signed: 'good',
  reopened: 'past',
};

export function MinutesStateTag({ state }: { state: MinutesState }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state]}>{t(`minutes.states.${state}`)}</Tag>;
}

import { useTranslation } from 'react-i18next';
import type { ImportState } from '../api/types.ts';
import { Tag, type Tone } from '../ui/tag.tsx';

const tones: Record<ImportState, Tone> = {
  receiving: 'busy',
  checking: 'busy',
  checked: 'warn',
  publishing: 'busy',
  published: 'good',
  abandoned: 'past',
  failed: 'bad',
};

export function ImportStateTag({ state }: { state: ImportState }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state]}>{t(`imports.states.${state}`)}</Tag>;
}

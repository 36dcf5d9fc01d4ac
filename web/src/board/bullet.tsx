import { useTranslation } from 'react-i18next';
import type { Figure } from '../api/types.ts';
import { formatRatio } from '../format.ts';

/** A bullet bar from 0 to 100 %: official in full height, strict inside it, the target as an upright tick. */
export function Bullet({ figure, large = false }: { figure: Figure; large?: boolean }) {
  const { t } = useTranslation();
  const { official, strict, target } = figure;
  const words = [
    `${t('board.official')} ${formatRatio(official.ratio)}`,
    `${t('board.strict')} ${formatRatio(strict.ratio)}`,
    target === null ? t('board.noTarget') : t('board.target', { target: formatRatio(target) }),
  ].join(', ');
  return (
    <div
      className={`td-bullet${large ? ' td-bullet-large' : ''}`}
      role="img"
      aria-label={words}
      title={words}
    >
      <div className="td-bullet-bar" style={{ width: percent(official.ratio) }} />
      <div className="td-bullet-strict" style={{ width: percent(strict.ratio) }} />
      {target !== null && <div className="td-bullet-tick" style={{ left: percent(target) }} />}
    </div>
  );
}

function percent(ratio: number | null): string {
  return `${Math.min(Math.max(ratio ?? 0, 0), 1) * 100}%`;
}

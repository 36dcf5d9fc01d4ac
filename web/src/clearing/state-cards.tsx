import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClearingState, ClearingSummary } from '../api/clearing-queries.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { Tag, type Tone } from '../ui/tag.tsx';

const cards = ['waiting', 'failed', 'refused', 'cleared'] as const;

export const toneOfState: Record<ClearingState, Tone> = {
  waiting: 'idle',
  cleared: 'good',
  refused: 'warn',
  failed: 'bad',
};

/** How much is in each state, in entries and in money; a card leads to its list. */
export function StateCards({ summary, shown }: { summary: ClearingSummary; shown: string }) {
  const { t } = useTranslation();
  return (
    <ul className="td-clearing-cards">
      {cards.map((state) => {
        const { entries, amount, oldestOn } = summary[state];
        return (
          <li key={state}>
            <Link
              to="."
              search={(now: object) => ({ ...now, state: state === 'waiting' ? undefined : state })}
              aria-current={shown === state ? 'true' : undefined}
              className="td-clearing-card"
            >
              <Tag tone={entries === 0 && state !== 'cleared' ? 'past' : toneOfState[state]}>
                {t(`clearing.states.${state}`)}
              </Tag>
              <span className="td-strong">{formatMoney(amount)}</span>
              <span className="td-small td-figures">
                {t('clearing.entries', { count: entries, number: formatCount(entries) })}
                {oldestOn !== null && ` · ${t('clearing.oldest', { date: formatDate(oldestOn) })}`}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Moving } from '../api/month-queries.ts';
import { formatCount, formatMoney } from '../format.ts';

/** What still moves, each with the list that somebody works on; `past` for what was told when a version was frozen. */
export function MovingList({ period, moving, past }: { period: string; moving: Moving; past?: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className="td-moving">
      {moving.map(({ what, count, amount }) => (
        <li key={what} className="td-figures">
          {past || count === 0 ? (
            t(`months.moving.${what}`)
          ) : (
            <Link {...placeOf(what, period)}>{t(`months.moving.${what}`)}</Link>
          )}
          : <strong>{formatCount(count)}</strong>
          {amount !== null && amount !== '0' && ` (${formatMoney(amount)})`}
        </li>
      ))}
    </ul>
  );
}

function placeOf(what: Moving[number]['what'], period: string) {
  switch (what) {
    case 'unpaid_bills':
      return { to: '/ratio-customers', search: { period, state: 'unpaid' } } as const;
    case 'unpublished_imports':
      return { to: '/imports' } as const;
    case 'suspense':
      return { to: '/suspense' } as const;
    case 'gateway_orders':
      return { to: '/gateways', search: { state: 'pending' } } as const;
    case 'pending_debits':
      return { to: '/auto-debit' } as const;
  }
}

import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../format.ts';

/** The billing period, kept in the address. */
export function PeriodChoice({ period, periods }: { period: string; periods: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  const choices = periods.includes(period) ? periods : [period, ...periods];
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('board.periodLabel')}</label>
      <select
        id={id}
        value={period}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void navigate({ to: '.', search: (now: object) => ({ ...now, period: chosen }) });
        }}
      >
        {[...choices]
          .sort()
          .reverse()
          .map((choice) => (
            <option key={choice} value={choice}>
              {formatPeriod(choice)}
            </option>
          ))}
      </select>
    </div>
  );
}

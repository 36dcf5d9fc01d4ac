import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Taking } from '../api/till-queries.ts';
import { formatMoney } from '../format.ts';
import { PrintButtons } from './print-buttons.tsx';

/** What was taken and what goes back; Enter leads to the next customer. */
export function TakenPanel({ taking, onNext }: { taking: Taking; onNext: () => void }) {
  const { t } = useTranslation();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <div className="td-taken" role="status">
      <p className="td-small">{t('tills.taken.title', { receipt: taking.receipt })}</p>
      <p className="td-desk-name">
        {taking.customerName} <span className="td-figures">{taking.customerCode}</span>
      </p>
      <p className="td-desk-sum">
        <span>{t('tills.taken.amount')}</span>
        <strong className="td-figures">{formatMoney(taking.amount)}</strong>
      </p>
      {taking.change !== null && (
        <p className="td-taken-change">
          <span>{t('tills.desk.change')}</span>
          <strong className="td-figures">{formatMoney(taking.change)}</strong>
        </p>
      )}
      <div className="td-buttons">
        <Button ref={next} size="lg" onClick={onNext}>
          {t('tills.taken.next')}
        </Button>
        <PrintButtons taking={taking} />
      </div>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import type { BankCredit } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { AnswerDialog } from './answer-dialog.tsx';

export interface Gift {
  credit: BankCredit;
  customerCode: string;
}

/** A person says whose transfer a credit is. */
export function GiveDialog({ gift: { credit, customerCode }, onClose }: { gift: Gift; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <AnswerDialog
      words={{
        title: t('settlement.credits.giveTitle'),
        hint: t('settlement.credits.giveText'),
        label: t('settlement.credits.customerCode'),
        missing: t('settlement.credits.customerMissing'),
        send: t('settlement.credits.give'),
      }}
      amount={credit.amount}
      text={credit.remittance || credit.payer}
      input={{ maxLength: 30, className: 'td-figures', defaultValue: customerCode }}
      send={(code) => sendJson('POST', `/bank-credits/${credit.id}/customer`, { customerCode: code })}
      onClose={onClose}
    />
  );
}

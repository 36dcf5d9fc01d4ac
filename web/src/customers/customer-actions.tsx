import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import type { Customer } from '../api/types.ts';
import { CustomerCodeDialog } from '../payment-codes/bill-code-dialog.tsx';
import { PrintLink } from '../payment-codes/print-link.tsx';
import { LinkButton } from '../ui/link-button.tsx';

/** The code for every month, slips of what is open, and a bill for another service. */
export function CustomerActions({ customer: { code, openAmount } }: { customer: Customer }) {
  const { t } = useTranslation();
  const mayIssue = useMay('services.issue');
  const [showsCode, setShowsCode] = useState(false);
  return (
    <span className="td-buttons">
      <Button size="compact-sm" variant="default" onClick={() => setShowsCode(true)}>
        {t('codes.customer')}
      </Button>
      {openAmount !== '0' && <PrintLink customer={code} />}
      {mayIssue && (
        <LinkButton to="/services/new" search={{ query: code }} size="compact-sm">
          {t('services.issue.open')}
        </LinkButton>
      )}
      {showsCode && <CustomerCodeDialog code={code} onClose={() => setShowsCode(false)} />}
    </span>
  );
}

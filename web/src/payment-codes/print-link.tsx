import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';

/** Slips of everything one customer has open, to print. */
export function PrintLink({ customer }: { customer: string }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={apiAddress('/payment-slips/file', { customer, perPage: '2', names: 'full' })}
      target="_blank"
      rel="noreferrer"
      size="compact-sm"
      variant="default"
      leftSection={<IconPrinter size={16} aria-hidden />}
    >
      {t('codes.print')}
    </Button>
  );
}

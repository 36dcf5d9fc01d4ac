import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BillCodeDialog } from './bill-code-dialog.tsx';

/** Opens the code of one bill. */
export function CodeButton({ billId }: { billId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconQrcode size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('codes.open')}
      </Button>
      {open && <BillCodeDialog billId={billId} onClose={() => setOpen(false)} />}
    </>
  );
}

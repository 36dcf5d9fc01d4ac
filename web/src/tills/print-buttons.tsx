import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { printReceipt, refreshTills, type Taking } from '../api/till-queries.ts';
import { ProblemBlock } from '../ui/states.tsx';

/** Opens the receipt for the till printer or on A5; the second print says that it is a copy. */
export function PrintButtons({ taking, compact }: { taking: Taking; compact?: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const printing = useMutation({
    mutationFn: (size: 'A5' | 'roll80') => printReceipt(taking.id, size),
    onSuccess: (file) => {
      const address = URL.createObjectURL(file);
      window.open(address, '_blank', 'noopener');
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
    onSettled: () => refreshTills(queries),
  });
  const sizes = compact ? (['roll80'] as const) : (['roll80', 'A5'] as const);
  return (
    <>
      {sizes.map((size) => (
        <Button
          key={size}
          size={compact ? 'xs' : 'lg'}
          variant="default"
          loading={printing.isPending}
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => printing.mutate(size)}
        >
          {taking.prints > 0 ? t('tills.print.copy') : t(`tills.print.${size}`)}
        </Button>
      ))}
      {printing.isError && <ProblemBlock error={printing.error} />}
    </>
  );
}

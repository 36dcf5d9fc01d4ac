import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';

const keys = [
  ['J ↓', 'next'],
  ['K ↑', 'previous'],
  ['Enter', 'fix'],
  ['1 … 9', 'fixNumber'],
  ['X', 'select'],
  ['A', 'selectAll'],
  ['T', 'take'],
  ['Esc', 'leave'],
  ['?', 'keys'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('recon.keys.title')} onClose={onClose}>
      <dl className="td-keys">
        {keys.map(([key, name]) => (
          <div key={key} className="td-key-line">
            <dt>
              {key.split(' ').map((one) => (
                <kbd key={one} className="td-key">
                  {one}
                </kbd>
              ))}
            </dt>
            <dd>{t(`recon.keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button size="sm" onClick={onClose}>
          {t('recon.keys.close')}
        </Button>
      </div>
    </Dialog>
  );
}

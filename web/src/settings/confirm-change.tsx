import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsChange } from '../api/collecting-queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { settingOrder } from './setting-draft.ts';
import { useSettingWords } from './setting-words.ts';

/** Asked before a rule changes that decides which payments are taken. */
export function ConfirmChange(props: {
  settings: Settings;
  change: SettingsChange;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useSettingWords();
  const { settings, change } = props;
  return (
    <Dialog title={t('settings.confirm.title')} onClose={props.onClose}>
      <ul className="td-changes">
        {settingOrder.map((name) => {
          const wanted = change[name];
          if (wanted === undefined) return null;
          return (
            <li key={name}>
              <strong>{t(`settings.rules.${name}.name`)}</strong>
              <span className="td-second-line">
                {t('settings.confirm.now', { value: words(name, settings[name]) })}
              </span>
              <span>{t('settings.confirm.wanted', { value: words(name, wanted) })}</span>
            </li>
          );
        })}
      </ul>
      <p>{t('settings.confirm.effect')}</p>
      <p className="td-small">{t('settings.confirm.safe')}</p>
      <div className="td-buttons">
        <Button size="sm" loading={props.isPending} onClick={props.onConfirm}>
          {t('settings.confirm.yes')}
        </Button>
        <Button size="sm" variant="subtle" onClick={props.onClose}>
          {t('words.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

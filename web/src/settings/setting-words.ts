import { useTranslation } from 'react-i18next';
import type { Setting } from '../api/collecting-queries.ts';
import { formatCount, formatMoney } from '../format.ts';

/** The value of a rule in words: what is so, not "yes" or "no". */
export function useSettingWords(): (name: Setting, value: boolean | number | string) => string {
  const { t } = useTranslation();
  return (name, value) => {
    if (name === 'holdMinutes') return t('settings.minutes', { minutes: formatCount(Number(value)) });
    if (name === 'refundLimit') return formatMoney(String(value));
    return t(`settings.rules.${name}.${value === true ? 'on' : 'off'}`);
  };
}

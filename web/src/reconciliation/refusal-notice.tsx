import { useTranslation } from 'react-i18next';
import type { PartnerFile } from '../api/accounting-types.ts';

/** Why a file was refused; columns that are missing are named as the screens name them. */
export function RefusalNotice(props: { refusal: NonNullable<PartnerFile['refusal']>; title?: string }) {
  const { t, i18n } = useTranslation();
  const { refusal, title } = props;
  const namesOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const missing = namesOf(refusal.params['missing']).map((field) =>
    t(`recon.mappings.fields.${field as 'amount'}`, { defaultValue: field }),
  );
  const found = namesOf(refusal.params['found']);
  return (
    <div className="td-notice td-notice-bad" role="alert">
      <div>
        {title && <p className="td-notice-title">{title}</p>}
        <p>{i18n.language === 'en' ? refusal.detailEn : refusal.detail}</p>
        {missing.length > 0 && <p>{t('recon.day.missing', { fields: missing.join(', ') })}</p>}
        {found.length > 0 && <p>{t('recon.day.found', { columns: found.join(', ') })}</p>}
      </div>
    </div>
  );
}

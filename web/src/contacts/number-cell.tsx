import { useTranslation } from 'react-i18next';
import { formatCount, formatDate } from '../format.ts';
import { Tag } from '../ui/tag.tsx';

/** A number in groups of four and three digits, as people read it out. */
export function NumberCell(props: { number: string; more?: number; sharedWith: number }) {
  const { t } = useTranslation();
  const { number, more = 0, sharedWith } = props;
  return (
    <span>
      <span className="td-figures td-nowrap">{number.replace(/^(.{4})(.{3})(.{3})$/, '$1 $2 $3')}</span>
      {more > 0 && (
        <span className="td-second-line">{t('contacts.more', { number: formatCount(more) })}</span>
      )}
      {sharedWith > 0 && (
        <span className="td-second-line">{t('contacts.shared', { number: formatCount(sharedWith) })}</span>
      )}
    </span>
  );
}

export function VerifiedTag({ verifiedOn }: { verifiedOn: string | null }) {
  const { t } = useTranslation();
  return verifiedOn === null ? (
    <Tag tone="idle">{t('contacts.unverified')}</Tag>
  ) : (
    <Tag tone="good">{formatDate(verifiedOn)}</Tag>
  );
}

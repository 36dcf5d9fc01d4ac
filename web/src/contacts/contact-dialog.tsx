import { useTranslation } from 'react-i18next';
import { parseBusinessDate } from '../../../core/dates.ts';
import { refreshRegisters, type CustomerContact } from '../api/register-queries.ts';
import { formatDate } from '../format.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';

const relations = ['holder', 'relative', 'tenant', 'other'] as const;

/** What somebody learnt of a number: whose it is, that it was verified, that it is on Zalo, that it has ended. */
export function ContactDialog(props: {
  code: string;
  contact: CustomerContact | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { code, contact, onClose } = props;
  const day = (date: string | null | undefined) => (date ? formatDate(date) : '');
  return (
    <SaveDialog
      title={t(contact ? 'contacts.change' : 'contacts.add')}
      method="POST"
      refresh={refreshRegisters}
      fields={[
        {
          name: 'number',
          label: t('contacts.number'),
          initial: contact?.number,
          fixed: contact !== undefined,
        },
        {
          name: 'relation',
          label: t('contacts.relation'),
          choices: relations.map((value) => ({ value, label: t(`contacts.relations.${value}`) })),
          initial: contact?.relation ?? 'holder',
        },
        {
          name: 'verifiedOn',
          label: t('contacts.verified'),
          initial: day(contact?.verifiedOn),
          optional: true,
        },
        { name: 'zaloOn', label: t('contacts.zalo'), initial: day(contact?.zaloOn), optional: true },
        { name: 'endedOn', label: t('contacts.endedOn'), initial: day(contact?.endedOn), optional: true },
      ]}
      read={({ number = '', relation = '', ...days }) => {
        const read = Object.entries(days).map(([name, text]) => [
          name,
          text === '' ? null : parseBusinessDate(text),
        ]);
        if (read.some(([, date]) => date === undefined)) return undefined;
        const path = `/customers/${encodeURIComponent(code)}/contacts`;
        return { path, body: { number, relation, ...Object.fromEntries(read) } };
      }}
      onClose={onClose}
    />
  );
}

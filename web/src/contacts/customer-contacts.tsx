import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  customerContactsQuery,
  type CustomerContact,
  type CustomerContacts,
} from '../api/register-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, noValue } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { NumberCell, VerifiedTag } from './number-cell.tsx';

/** The numbers of one customer, with what was ever recorded of them. */
export function CustomerContactsSection({ code }: { code: string }) {
  const { t } = useTranslation();
  const query = useQuery(customerContactsQuery(code));
  const mayEdit = useMay('contacts.edit');
  const [saving, setSaving] = useState<CustomerContact | 'new'>();
  return (
    <Section
      title={t('contacts.own')}
      actions={
        mayEdit && (
          <Button size="sm" variant="default" onClick={() => setSaving('new')}>
            {t('contacts.add')}
          </Button>
        )
      }
    >
      <Answered query={query}>
        {({ rows, entries }) =>
          rows.length === 0 ? (
            <Empty>{t('contacts.ownEmpty')}</Empty>
          ) : (
            <>
              <NumbersTable rows={rows} onChange={mayEdit ? setSaving : undefined} />
              <History entries={entries} />
            </>
          )
        }
      </Answered>
      {saving && (
        <ContactDialog
          code={code}
          contact={saving === 'new' ? undefined : saving}
          onClose={() => setSaving(undefined)}
        />
      )}
    </Section>
  );
}

function NumbersTable(props: {
  rows: readonly CustomerContact[];
  onChange: ((contact: CustomerContact) => void) | undefined;
}) {
  const { t } = useTranslation();
  const { rows, onChange } = props;
  const columns: Column<CustomerContact>[] = [
    {
      key: 'number',
      header: t('contacts.number'),
      phone: 'title',
      cell: ({ number, sharedWith, endedOn }) => (
        <span>
          <NumberCell number={number} sharedWith={sharedWith} />
          {endedOn !== null && (
            <span className="td-second-line">{t('contacts.ended', { date: formatDate(endedOn) })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'relation',
      header: t('contacts.relation'),
      cell: ({ relation }) => (relation ? t(`contacts.relations.${relation}`) : noValue),
    },
    {
      key: 'verified',
      header: t('contacts.verified'),
      cell: ({ verifiedOn }) => <VerifiedTag verifiedOn={verifiedOn} />,
    },
    {
      key: 'zalo',
      header: t('contacts.zalo'),
      cell: ({ zaloOn }) => <span className="td-figures">{formatDate(zaloOn)}</span>,
    },
    {
      key: 'source',
      header: t('contacts.source'),
      cell: ({ source }) => t(`contacts.sources.${source}`),
    },
    ...(onChange
      ? [
          {
            key: 'change',
            header: '',
            cell: (contact: CustomerContact) => (
              <button type="button" className="td-text-button" onClick={() => onChange(contact)}>
                {t('contacts.change')}
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <ReportTable caption={t('contacts.own')} columns={columns} rows={rows} rowKey={({ number }) => number} />
  );
}

function History({ entries }: { entries: CustomerContacts['entries'] }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('contacts.history', { number: formatCount(entries.length) })}</summary>
      <ul>
        {entries.map(({ id, recordedOn, number, source, recordedBy }) => (
          <li key={id}>
            {t('contacts.entry', {
              date: formatDate(recordedOn),
              number,
              source: t(`contacts.sources.${source}`),
              by: recordedBy,
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}

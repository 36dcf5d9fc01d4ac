import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshPartners, type Invited, type PartnerKit } from '../api/partner-queries.ts';
import { useMay } from '../api/session.ts';
import { formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

type Person = PartnerKit['developers'][number];

/** Who builds for the partner, and letting somebody in. */
export function PeopleSection({ kit }: { kit: PartnerKit }) {
  const { t } = useTranslation();
  const may = useMay('partners.edit');
  return (
    <Section title={t('partnerKit.people')} subtitle={t('partnerKit.peopleLead')}>
      {kit.developers.length === 0 ? (
        <Empty>{t('partnerKit.noPeople')}</Empty>
      ) : (
        <PeopleTable kit={kit} mayEnd={may} />
      )}
      {may && <InviteForm partner={kit.code} />}
    </Section>
  );
}

function PeopleTable({ kit, mayEnd }: { kit: PartnerKit; mayEnd: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => sendJson('POST', `/partners/${kit.code}/developers/${id}/end`),
    onSuccess: () => refreshPartners(queries),
  });
  const columns: Column<Person>[] = [
    { key: 'name', header: t('partnerKit.person'), phone: 'title', cell: ({ name }) => name },
    {
      key: 'invited',
      header: t('partnerKit.invited'),
      cell: ({ invitedAt, invitedBy }) => `${formatInstant(invitedAt)} · ${invitedBy}`,
    },
    {
      key: 'entered',
      header: t('partnerKit.entered'),
      cell: ({ enteredAt }) => (enteredAt ? formatInstant(enteredAt) : t('partnerKit.waiting')),
    },
    {
      key: 'end',
      header: t('partnerKit.state'),
      cell: ({ id, endedAt }) =>
        endedAt ? (
          <Tag tone="past">{t('partnerKit.ended')}</Tag>
        ) : (
          mayEnd && (
            <Button variant="subtle" size="compact-sm" onClick={() => end.mutate(id)} loading={end.isPending}>
              {t('partnerKit.end')}
            </Button>
          )
        ),
    },
  ];
  return (
    <>
      {end.error && <ProblemBlock error={end.error} />}
      <ReportTable
        caption={t('partnerKit.people')}
        columns={columns}
        rows={kit.developers}
        rowKey={({ id }) => id}
      />
    </>
  );
}

function InviteForm({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const invite = useMutation({
    mutationFn: () => sendJson<Invited>('POST', `/partners/${partner}/developers`, { name: name.trim() }),
    onSuccess: async () => {
      setName('');
      await refreshPartners(queries);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <TextInput
        label={t('partnerKit.invite')}
        placeholder={t('partnerKit.person')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        maw={420}
        required
      />
      <Button type="submit" mt="sm" loading={invite.isPending} disabled={name.trim() === ''}>
        {t('partnerKit.send')}
      </Button>
      {invite.error && <ProblemBlock error={invite.error} />}
      {invite.data && (
        <p role="status">
          {t('partnerKit.inviteLead')}
          <br />
          <span className="td-mono">{`${globalThis.location.origin}${invite.data.path}`}</span>
        </p>
      )}
    </form>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { partnerKitQuery, type PartnerKit } from '../api/partner-queries.ts';
import { formatInstant } from '../format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { PeopleSection } from './people-section.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

const route = getRouteApi('/staff/partners/$code');
type Step = PartnerKit['certification'][number];
type Key = PartnerKit['keys'][number];

/** One partner as its integrator stands: what it has shown, its keys, its people, and whether it can be told. */
export function PartnerScreen() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const query = useQuery(partnerKitQuery(code));
  return (
    <Page
      title={query.data?.name ?? code}
      crumbs={[
        <Link key="partners" to="/partners">
          {t('partners.title')}
        </Link>,
        <span key="code">{code}</span>,
      ]}
    >
      <Answered query={query}>
        {(kit) => (
          <>
            <Section title={t('partnerKit.certification')} subtitle={t('partnerKit.certificationLead')}>
              <StepsTable steps={kit.certification} />
            </Section>
            <Section title={t('partnerKit.keys')}>
              {kit.keys.length === 0 ? (
                <Empty>{t('partnerKit.noKeys')}</Empty>
              ) : (
                <KeysTable keys={kit.keys} />
              )}
            </Section>
            <PeopleSection kit={kit} />
            <WebhooksSection partner={code} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Shown({ at }: { at: string | null }) {
  const { t } = useTranslation();
  return at === null ? (
    <Tag tone="idle">{t('partnerKit.notYet')}</Tag>
  ) : (
    <Tag tone="good">{formatInstant(at)}</Tag>
  );
}

function StepsTable({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation();
  const columns: Column<Step>[] = [
    {
      key: 'step',
      header: t('partnerKit.step'),
      phone: 'title',
      cell: ({ step }) => t(`partnerKit.steps.${step}`),
    },
    { key: 'sandbox', header: t('partnerKit.sandbox'), cell: ({ sandboxAt }) => <Shown at={sandboxAt} /> },
    { key: 'live', header: t('partnerKit.live'), cell: ({ liveAt }) => <Shown at={liveAt} /> },
  ];
  return (
    <ReportTable
      caption={t('partnerKit.certification')}
      columns={columns}
      rows={steps}
      rowKey={({ step }) => step}
    />
  );
}

function KeysTable({ keys }: { keys: readonly Key[] }) {
  const { t } = useTranslation();
  const columns: Column<Key>[] = [
    {
      key: 'key',
      header: t('partnerKit.keyId'),
      phone: 'title',
      cell: ({ keyId }) => <span className="td-mono">{keyId}</span>,
    },
    { key: 'algorithm', header: t('partnerKit.algorithm'), cell: ({ algorithm }) => algorithm },
    { key: 'made', header: t('partnerKit.made'), cell: ({ createdAt }) => formatInstant(createdAt) },
    {
      key: 'state',
      header: t('partnerKit.state'),
      cell: ({ retiredAt }) => (
        <Tag tone={retiredAt === null ? 'good' : 'past'}>
          {retiredAt === null ? t('partnerKit.inUse') : t('partnerKit.retired')}
        </Tag>
      ),
    },
  ];
  return (
    <ReportTable caption={t('partnerKit.keys')} columns={columns} rows={keys} rowKey={({ keyId }) => keyId} />
  );
}

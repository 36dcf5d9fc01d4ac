import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { villagesQuery } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { Village } from '../api/types.ts';
import { formatDate, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { VillageForm } from './village-form.tsx';

const route = getRouteApi('/staff/villages');
const statuses = ['suggested', 'confirmed', 'rejected'] as const;
const tones: Record<Village['status'], Tone> = { suggested: 'idle', confirmed: 'good', rejected: 'past' };

/** Villages as read from addresses, to be confirmed and described by someone who knows them. */
export function VillagesScreen() {
  const { t } = useTranslation();
  const { status: wanted, commune, query } = route.useSearch();
  const status = statuses.find((one) => one === wanted) ?? 'suggested';
  const pages = useInfiniteQuery(villagesQuery({ status, commune, query }));
  const [editing, setEditing] = useState<Village>();
  return (
    <Page
      title={t('villages.title')}
      lead={t('villages.lead')}
      actions={<ExportLink path="/villages" query={{ status, commune, query }} />}
    >
      <div className="td-filters">
        <Choices
          label={t('villages.status')}
          name="status"
          value={status}
          choices={statuses.map((value) => ({ value, label: t(`villages.statuses.${value}`) }))}
        />
        <SearchForm label={t('villages.name')} query={query} />
      </div>
      {editing && <VillageForm key={editing.id} village={editing} onClose={() => setEditing(undefined)} />}
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('villages.empty')}</Empty>
          ) : (
            <>
              <VillagesTable villages={rows} onEdit={setEditing} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function VillagesTable({
  villages,
  onEdit,
}: {
  villages: readonly Village[];
  onEdit: (village: Village) => void;
}) {
  const { t } = useTranslation();
  const mayEdit = useMay('organisation.edit');
  const answer = (value: boolean | null) =>
    value === null ? noValue : value ? t('words.yes') : t('words.no');
  const columns: Column<Village>[] = [
    {
      key: 'name',
      header: t('villages.name'),
      phone: 'title',
      cell: ({ name }) => <span className="td-nowrap">{name}</span>,
    },
    {
      key: 'commune',
      header: t('words.commune'),
      cell: ({ communeName, communeCode }) => communeName ?? <span className="td-mono">{communeCode}</span>,
    },
    {
      key: 'status',
      header: t('villages.status'),
      cell: ({ status }) => <Tag tone={tones[status]}>{t(`villages.statuses.${status}`)}</Tag>,
    },
    {
      key: 'settlement',
      header: t('villages.settlement'),
      cell: ({ settlement }) => (settlement ? t(`villages.settlements.${settlement}`) : noValue),
    },
    {
      key: 'minority',
      header: t('villages.ethnicMinority'),
      cell: ({ ethnicMinority }) => answer(ethnicMinority),
    },
    {
      key: 'mobile',
      header: t('villages.mobileCoverage'),
      cell: ({ mobileCoverage }) => answer(mobileCoverage),
    },
    { key: 'fibre', header: t('villages.fibre'), cell: ({ fibre }) => answer(fibre) },
    {
      key: 'valid',
      header: t('villages.validFrom'),
      cell: ({ validFrom }) => <span className="td-figures">{formatDate(validFrom)}</span>,
    },
    {
      key: 'slips',
      header: '',
      cell: ({ id }) => (
        <Link to="/payment-slips" search={{ village: id }}>
          {t('codes.print')}
        </Link>
      ),
    },
    ...(mayEdit
      ? [
          {
            key: 'edit',
            header: '',
            cell: (village: Village) => (
              <button type="button" className="td-text-button" onClick={() => onEdit(village)}>
                {t('villages.edit')}
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <ReportTable caption={t('villages.title')} columns={columns} rows={villages} rowKey={({ id }) => id} />
  );
}

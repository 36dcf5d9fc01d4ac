import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { payPointsQuery, type PayPoint } from '../api/register-queries.ts';
import { useMay } from '../api/session.ts';
import { formatDate, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ListUpload } from '../ui/list-upload.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchDate } from '../ui/search-date.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { CommunesSection } from './communes-section.tsx';
import { PayPointDialog } from './pay-point-dialog.tsx';

const route = getRouteApi('/staff/pay-points');
const views = ['places', 'communes'] as const;
const kinds = ['counter', 'agent', 'bank_branch', 'post_office', 'mobile_money'] as const;
const standings = ['open', 'closed', 'all'] as const;

/** Where customers can pay, as of a day, place by place or by commune. */
export function PayPointsScreen() {
  const { t } = useTranslation();
  const { view: wanted, on, without } = route.useSearch();
  const view = views.find((one) => one === wanted) ?? 'places';
  const mayEdit = useMay('pay_points.edit');
  return (
    <Page title={t('payPoints.title')} lead={t('payPoints.lead')}>
      <div className="td-filters">
        <Choices
          label={t('payPoints.view')}
          name="view"
          value={view}
          choices={views.map((value) => ({ value, label: t(`payPoints.views.${value}`) }))}
        />
        <SearchDate label={t('payPoints.on')} name="on" value={on} />
      </div>
      {view === 'places' ? <Places mayEdit={mayEdit} /> : <CommunesSection on={on} without={without} />}
      {mayEdit && <ListUpload path="/pay-points/list" lead={t('payPoints.listLead')} />}
    </Page>
  );
}

function Places({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation();
  const { kind, standing: wanted, on, query, commune } = route.useSearch();
  const standing = standings.find((one) => one === wanted) ?? 'open';
  const asked = { kind, standing, on, query, commune };
  const pages = useInfiniteQuery(payPointsQuery(asked));
  const [saving, setSaving] = useState<PayPoint | 'new'>();
  return (
    <>
      <div className="td-filters">
        <SearchSelect
          label={t('payPoints.kind')}
          name="kind"
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`payPoints.kinds.${value}`) }))}
        />
        <Choices
          label={t('payPoints.standing')}
          name="standing"
          value={standing}
          choices={standings.map((value) => ({ value, label: t(`payPoints.standings.${value}`) }))}
        />
        <SearchForm label={t('payPoints.find')} query={query} />
      </div>
      <div className="td-buttons">
        {mayEdit && (
          <Button size="sm" onClick={() => setSaving('new')}>
            {t('payPoints.add')}
          </Button>
        )}
        <ExportLink path="/pay-points" query={asked} />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('payPoints.empty')}</Empty>
          ) : (
            <>
              <PlacesTable rows={rows} onChange={mayEdit ? setSaving : undefined} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
      {saving && (
        <PayPointDialog point={saving === 'new' ? undefined : saving} onClose={() => setSaving(undefined)} />
      )}
    </>
  );
}

function PlacesTable(props: {
  rows: readonly PayPoint[];
  onChange: ((point: PayPoint) => void) | undefined;
}) {
  const { t } = useTranslation();
  const { rows, onChange } = props;
  const columns: Column<PayPoint>[] = [
    {
      key: 'place',
      header: t('payPoints.place'),
      phone: 'title',
      cell: ({ code, name, address }) => (
        <span>
          {name}
          <span className="td-second-line">{[code, address].filter(Boolean).join(', ')}</span>
        </span>
      ),
    },
    { key: 'kind', header: t('payPoints.kind'), cell: ({ kind }) => t(`payPoints.kinds.${kind}`) },
    {
      key: 'commune',
      header: t('payPoints.commune'),
      cell: ({ commune, village }) => (
        <span>
          {commune?.name ?? noValue}
          {village && <span className="td-second-line">{village}</span>}
        </span>
      ),
    },
    {
      key: 'partner',
      header: t('payPoints.partner'),
      cell: ({ partner }) => partner?.name ?? t('payPoints.own'),
    },
    {
      key: 'days',
      header: t('payPoints.days'),
      cell: ({ openedOn, closedOn }) => (
        <span className="td-figures">
          {openedOn ? formatDate(openedOn) : t('payPoints.always')}
          {closedOn && ` – ${formatDate(closedOn)}`}
        </span>
      ),
    },
    { key: 'hours', header: t('payPoints.hours'), cell: ({ openingHours }) => openingHours || noValue },
    {
      key: 'cash',
      header: t('payPoints.cash'),
      cell: ({ takesCash }) => t(takesCash ? 'words.yes' : 'words.no'),
    },
    { key: 'origin', header: t('payPoints.origin'), cell: ({ origin }) => t(`payPoints.origins.${origin}`) },
    ...(onChange
      ? [
          {
            key: 'change',
            header: '',
            cell: (point: PayPoint) => (
              <button type="button" className="td-text-button" onClick={() => onChange(point)}>
                {t('payPoints.change')}
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <ReportTable
      caption={t('payPoints.title')}
      columns={columns}
      rows={rows}
      rowKey={({ code, partner }) => `${code}/${partner?.code ?? ''}`}
    />
  );
}

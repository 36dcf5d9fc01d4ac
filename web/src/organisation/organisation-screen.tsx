import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBusinessDate } from '../../../core/dates.ts';
import { unitsQuery } from '../api/queries.ts';
import { useMay, useSession } from '../api/session.ts';
import type { OrgUnit } from '../api/types.ts';
import { formatDate } from '../format.ts';
import { DateField } from '../ui/date-field.tsx';
import { Page } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { RenameUnit } from './rename-unit.tsx';
import { treeOrder, type TreeUnit } from './tree-order.ts';

const route = getRouteApi('/staff/organisation');

/** The tree as it stood on a day; units first met in an import wait here for a name. */
export function OrganisationScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { businessDate } = useSession();
  const on = search.on && isBusinessDate(search.on) ? search.on : businessDate;
  const query = useQuery(unitsQuery(on));
  return (
    <Page
      title={t('units.title')}
      lead={t('units.lead')}
      actions={<ExportLink path="/units" query={{ on }} />}
    >
      <TreeFilters on={on} books={search.books === 'yes'} />
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('units.empty')}</Empty>
          ) : (
            <UnitsTable
              units={rows.filter(({ kind }) => search.books === 'yes' || kind !== 'book')}
              on={on}
            />
          )
        }
      </Answered>
    </Page>
  );
}

function TreeFilters({ on, books }: { on: string; books: boolean }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  return (
    <div className="td-filters">
      <DateField
        key={on}
        label={t('units.on')}
        name="on"
        value={on}
        onDate={(date) =>
          date && date !== on && void navigate({ search: (now) => ({ ...now, on: date }), replace: true })
        }
      />
      <label className="td-check">
        <input
          type="checkbox"
          checked={books}
          onChange={(event) => {
            const chosen = event.currentTarget.checked ? 'yes' : undefined;
            void navigate({ search: (now) => ({ ...now, books: chosen }), replace: true });
          }}
        />
        {t('units.showBooks')}
      </label>
    </div>
  );
}

function UnitsTable({ units, on }: { units: readonly OrgUnit[]; on: string }) {
  const { t } = useTranslation();
  const mayEdit = useMay('organisation.edit');
  const [editing, setEditing] = useState<OrgUnit>();
  const waiting = units.filter(({ toBeNamed }) => toBeNamed).length;
  const columns: Column<TreeUnit>[] = [
    {
      key: 'name',
      header: t('units.name'),
      phone: 'title',
      cell: (unit) => (
        <span style={{ paddingLeft: unit.depth * 24 }}>
          {unit.toBeNamed ? <Tag tone="warn">{t('units.toBeNamed')}</Tag> : unit.name}
        </span>
      ),
    },
    { key: 'code', header: t('units.code'), cell: ({ code }) => <span className="td-mono">{code}</span> },
    {
      key: 'kind',
      header: t('units.kind'),
      cell: ({ kind }) => t(`units.kinds.${kind as 'unit'}`, { defaultValue: kind }),
    },
    { key: 'valid', header: t('units.valid'), cell: (unit) => <Validity unit={unit} /> },
    {
      key: 'act',
      header: '',
      cell: (unit) => (
        <span className="td-buttons">
          {unit.kind === 'unit' && (
            <Link to="/units/$code" params={{ code: unit.code }}>
              {t('units.toBoard')}
            </Link>
          )}
          {mayEdit && (
            <button type="button" className="td-text-button" onClick={() => setEditing(unit)}>
              {t('units.rename')}
            </button>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      {waiting > 0 && (
        <p className="td-notice td-notice-warn">{t('units.toBeNamedCount', { count: waiting })}</p>
      )}
      {editing && (
        <RenameUnit key={editing.code} unit={editing} on={on} onClose={() => setEditing(undefined)} />
      )}
      <ReportTable
        caption={t('units.title')}
        columns={columns}
        rows={treeOrder(units)}
        rowKey={({ code }) => code}
      />
    </>
  );
}

function Validity({ unit }: { unit: OrgUnit }) {
  const { t } = useTranslation();
  return (
    <span className="td-figures td-nowrap">
      {unit.validFrom && t('units.from', { date: formatDate(unit.validFrom) })}
      {unit.validTo && ` ${t('units.until', { date: formatDate(unit.validTo) })}`}
    </span>
  );
}

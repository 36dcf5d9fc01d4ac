import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { communesQuery, mappingsQuery } from '../api/queries.ts';
import type { AreaMapping, Commune } from '../api/types.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

type Era = 'present' | 'former';
interface LookupSearch {
  era?: string | undefined;
  query?: string | undefined;
  code?: string | undefined;
}

/** Find a commune of either era, then see its counterparts in the other. */
export function AreaLookup({ search }: { search: LookupSearch }) {
  const { t } = useTranslation();
  const era: Era = search.era === 'former' ? 'former' : 'present';
  return (
    <>
      <div className="td-filters">
        <Choices
          label={t('areas.era')}
          name="era"
          value={era}
          choices={(['present', 'former'] as const).map((value) => ({
            value,
            label: t(`areas.eras.${value}`),
          }))}
        />
        <SearchForm label={t('areas.query')} query={search.query} forget={['code']} />
      </div>
      <div className="td-columns td-columns-even">
        {search.query && search.query.length >= 2 ? (
          <Matches era={era} query={search.query} />
        ) : (
          <p className="td-small">{t('areas.search')}</p>
        )}
        {search.code ? (
          <Counterparts era={era} code={search.code} />
        ) : (
          <p className="td-small">{t('areas.choose')}</p>
        )}
      </div>
    </>
  );
}

function Matches({ era, query }: { era: Era; query: string }) {
  const { t } = useTranslation();
  const communes = useQuery(communesQuery({ era, query }));
  const columns: Column<Commune>[] = [
    {
      key: 'name',
      header: t('words.commune'),
      phone: 'title',
      cell: ({ code, name }) => (
        <Link to="." search={(now: object) => ({ ...now, code })}>
          {name}
        </Link>
      ),
    },
    {
      key: 'above',
      header: t('areas.present'),
      cell: ({ district, province }) => [district?.name, province.name].filter(Boolean).join(', '),
    },
    { key: 'code', header: t('units.code'), cell: ({ code }) => <span className="td-mono">{code}</span> },
  ];
  if (era === 'former') columns[1] = { ...columns[1]!, header: t('areas.district') };
  return (
    <Section
      title={t(`areas.eras.${era}`)}
      actions={<ExportLink path="/areas/communes" query={{ era, query }} />}
    >
      <Answered query={communes}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('areas.none')}</Empty>
          ) : (
            <ReportTable
              caption={t('areas.lookup')}
              columns={columns}
              rows={rows}
              rowKey={({ code }) => code}
            />
          )
        }
      </Answered>
    </Section>
  );
}

function Counterparts({ era, code }: { era: Era; code: string }) {
  const { t } = useTranslation();
  const mappings = useQuery(mappingsQuery(era === 'present' ? { present: code } : { former: code }));
  const columns: Column<AreaMapping>[] = [
    {
      key: 'former',
      header: t('areas.former'),
      phone: 'title',
      cell: ({ formerName, formerDistrict }) => (
        <span>
          {formerName}
          <span className="td-second-line">{formerDistrict}</span>
        </span>
      ),
    },
    { key: 'present', header: t('areas.present'), cell: ({ presentName }) => presentName },
    {
      key: 'decided',
      header: t('areas.decided'),
      cell: ({ decided }) => (
        <Tag tone={decided ? 'good' : 'warn'}>{decided ? t('areas.whole') : t('areas.split')}</Tag>
      ),
    },
  ];
  return (
    <Section
      title={t('areas.decided')}
      actions={
        <ExportLink path="/areas/mappings" query={era === 'present' ? { present: code } : { former: code }} />
      }
    >
      <Answered query={mappings}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('areas.none')}</Empty>
          ) : (
            <ReportTable
              caption={t('areas.decided')}
              columns={columns}
              rows={rows}
              rowKey={({ formerCode, presentCode }) => `${formerCode} ${presentCode}`}
            />
          )
        }
      </Answered>
    </Section>
  );
}

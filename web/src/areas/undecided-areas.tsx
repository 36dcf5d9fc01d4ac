import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { undecidedQuery } from '../api/queries.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { noValue } from '../format.ts';

/** Splits that nothing decides. They are listed so that someone can decide them; the product does not guess. */
export function UndecidedAreas() {
  const { t } = useTranslation();
  const query = useQuery(undecidedQuery);
  return (
    <Section
      title={t('areas.undecided')}
      subtitle={t('areas.undecidedLead')}
      actions={<ExportLink path="/areas/undecided" />}
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('areas.undecidedNone')}</Empty>
          ) : (
            <ReportTable
              caption={t('areas.undecided')}
              rows={rows}
              rowKey={({ formerCode }) => formerCode}
              columns={[
                {
                  key: 'former',
                  header: t('areas.former'),
                  phone: 'title',
                  cell: ({ formerName }) => formerName,
                  sortValue: ({ formerName }) => formerName,
                },
                {
                  key: 'district',
                  header: t('areas.district'),
                  cell: ({ formerDistrict, formerProvince }) => `${formerDistrict}, ${formerProvince}`,
                  sortValue: ({ formerProvince, formerDistrict }) => `${formerProvince} ${formerDistrict}`,
                },
                {
                  key: 'present',
                  header: t('areas.present'),
                  cell: ({ present }) => present.map(({ name }) => name).join(', ') || noValue,
                },
              ]}
            />
          )
        }
      </Answered>
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { formatDate } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { planPath, type Plan } from './queries.ts';

const formats = ['pdf', 'docx', 'xlsx'] as const;

/** Every letter of a plan with its files, the newest first: to all units, or to the one unit this account sees. */
export function PlanLetters({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const first = plan.rows[0];
  const unit = first && first.kind !== 'company' ? first.unitCode : undefined;
  return (
    <Section title={t('plans.letters')}>
      <ReportTable
        caption={t('plans.letters')}
        rows={plan.letters.toReversed()}
        rowKey={({ no }) => String(no)}
        columns={[
          {
            key: 'number',
            header: t('plans.letterColumns.number'),
            phone: 'title',
            cell: ({ number }) => number,
          },
          { key: 'on', header: t('plans.letterColumns.on'), cell: ({ on }) => formatDate(on) },
          {
            key: 'what',
            header: t('plans.letterColumns.what'),
            cell: ({ no, reason }) =>
              no === 1 ? t('plans.firstLetter') : t('plans.adjustedFor', { reason }),
          },
          { key: 'by', header: t('plans.letterColumns.by'), cell: ({ by }) => by },
          {
            key: 'files',
            header: t('plans.letterColumns.files'),
            cell: ({ no, number }) => (
              <span className="td-plan-ways">
                {formats.map((format) => (
                  <a
                    key={format}
                    href={apiAddress(`${planPath(plan.id)}/file`, { format, unit, no: String(no) })}
                    aria-label={t('plans.letter', { number, format: format.toUpperCase() })}
                    {...(format === 'pdf' && { target: '_blank', rel: 'noreferrer' })}
                  >
                    {format.toUpperCase()}
                  </a>
                ))}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import type { Minutes } from '../api/paper-queries.ts';
import { formatCount, formatDate, formatMoney, noValue } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';

/** The nine lanes as they stand on the paper, and what goes on after it. */
export function ReconciliationSection({ content }: { content: Minutes['content'] }) {
  const { t } = useTranslation();
  const { reconciliation: found } = content;
  const lanes = found.lanes.filter((lane) => lane.found > 0);
  return (
    <Section
      title={t('minutes.recon.title')}
      subtitle={
        found.files === 0
          ? t('minutes.recon.noFile')
          : t('minutes.recon.files', {
              files: formatCount(found.files),
              lines: formatCount(found.lines),
              amount: formatMoney(found.linesVnd),
              matched: formatCount(found.matched),
              matchedAmount: formatMoney(found.matchedVnd),
            })
      }
    >
      {lanes.length === 0 ? (
        <p>{t('minutes.recon.allClear')}</p>
      ) : (
        <ReportTable
          caption={t('minutes.recon.title')}
          rows={lanes}
          rowKey={({ lane }) => lane}
          columns={[
            {
              key: 'lane',
              header: t('minutes.recon.lane'),
              phone: 'title',
              cell: ({ lane }) => t(`recon.lanes.${lane}`),
            },
            { key: 'found', header: t('minutes.recon.found'), kind: 'number', cell: (lane) => lane.found },
            {
              key: 'resolved',
              header: t('minutes.recon.resolved'),
              kind: 'number',
              cell: ({ resolved }) => resolved,
            },
            { key: 'left', header: t('minutes.recon.left'), kind: 'number', cell: ({ left }) => left },
            {
              key: 'leftVnd',
              header: t('minutes.recon.leftAmount'),
              kind: 'number',
              cell: ({ leftVnd }) => formatMoney(leftVnd),
            },
          ]}
        />
      )}
      {found.left.length > 0 && <Left left={found.left} />}
    </Section>
  );
}

function Left({ left }: { left: Minutes['content']['reconciliation']['left'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('minutes.recon.carried')}</h3>
      <ReportTable
        caption={t('minutes.recon.carried')}
        rows={left}
        rowKey={({ lane, reference, customerCode }) => `${lane} ${reference} ${customerCode}`}
        columns={[
          {
            key: 'reference',
            header: t('minutes.recon.reference'),
            phone: 'title',
            cell: ({ reference, customerCode }) => (
              <span className="td-mono">
                {reference}
                <span className="td-second-line">{customerCode}</span>
              </span>
            ),
          },
          {
            key: 'lane',
            header: t('minutes.recon.lane'),
            cell: ({ lane }) => t(`recon.lanes.${lane}`),
          },
          {
            key: 'theirs',
            header: t('minutes.recon.theirs'),
            kind: 'number',
            cell: ({ theirVnd }) => (theirVnd === null ? noValue : formatMoney(theirVnd)),
          },
          {
            key: 'ours',
            header: t('minutes.recon.ours'),
            kind: 'number',
            cell: ({ ourVnd }) => (ourVnd === null ? noValue : formatMoney(ourVnd)),
          },
          {
            key: 'reason',
            header: t('minutes.recon.reason'),
            phone: 'wide',
            cell: ({ state, reason, dueOn }) => (
              <span>
                {t(`trace.later.differenceStates.${state}`)}{' '}
                {t('minutes.recon.until', { day: formatDate(dueOn) })}
                <span className="td-second-line">{reason}</span>
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

import '../styles/kpi.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { publishedReports, type PublishedFigure, type Verdict } from '../../../core/kpi/published-reports.ts';
import { formatCount, formatMoney, formatRatio, languageOf, noValue } from '../format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { titleOf } from './definition-words.tsx';

const tones: Record<Verdict, Tone> = {
  holds: 'good',
  reading: 'warn',
  open: 'warn',
  impossible: 'bad',
  stated: 'idle',
};

/** Five published reports: what each says, what the product counts, and why an inconsistent figure cannot be. */
export function ReportsScreen() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const columns: Column<PublishedFigure>[] = [
    {
      key: 'said',
      header: t('kpi.reports.said'),
      width: '26%',
      phone: 'title',
      cell: ({ said }) => <strong>{said[language]}</strong>,
    },
    {
      key: 'verdict',
      header: t('kpi.reports.verdict'),
      width: '14%',
      cell: ({ verdict }) => <Tag tone={tones[verdict]}>{t(`kpi.reports.verdicts.${verdict}`)}</Tag>,
    },
    {
      key: 'counted',
      header: t('kpi.reports.counted'),
      width: '22%',
      phone: 'wide',
      cell: (figure) => <Counted figure={figure} />,
    },
    { key: 'why', header: t('kpi.reports.why'), phone: 'wide', cell: ({ why }) => why[language] },
  ];
  return (
    <Page title={t('kpi.reports.title')} lead={t('kpi.reports.lead')}>
      <p className="td-notice">{t('kpi.reports.scaled')}</p>
      {publishedReports.map(({ id, title, source, figures }) => (
        <Section
          key={id}
          title={title[language]}
          subtitle={t('kpi.reports.source', { source })}
          actions={<Link to="/kpi-definitions">{t('kpi.definitions.title')}</Link>}
        >
          <div className="td-definitions">
            <ReportTable
              caption={title[language]}
              columns={columns}
              rows={figures}
              rowKey={({ said }) => said.vi}
            />
          </div>
        </Section>
      ))}
    </Page>
  );
}

function Counted({ figure: { counted } }: { figure: PublishedFigure }) {
  const { t, i18n } = useTranslation();
  if (!counted) return noValue;
  const { numerator, denominator, definition, of, part } = counted;
  const count = of === 'money' ? formatMoney : formatCount;
  return (
    <span>
      <strong>{formatRatio(numerator / denominator, of === 'customerBills' ? 3 : 2)}</strong>{' '}
      <span className="td-figures">
        ({count(BigInt(numerator))} / {count(BigInt(denominator))})
      </span>
      <span className="td-second-line">
        {t(`kpi.definitions.counted.${of}`)}, {titleOf(definition, t)}
        {part && `, ${part[languageOf(i18n.language)]}`}
      </span>
    </span>
  );
}

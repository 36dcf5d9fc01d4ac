import '../styles/kpi.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { attainmentOfPlan, pointsBetween } from '../../../core/kpi/differences.ts';
import {
  verdicts,
  type CountedRatio,
  type CountedRows,
  type PublishedFigure,
  type Verdict,
} from '../../../core/kpi/published-reports/figure.ts';
import { publishedReports } from '../../../core/kpi/published-reports/reports.ts';
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
      <InAMinute />
      <p className="td-notice">{t('kpi.reports.scaled')}</p>
      {publishedReports.map(({ id, title, source, figures }) => (
        <Section
          key={id}
          id={id}
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

/** How many figures came to what, and which cannot be, each leading to its report. */
function InAMinute() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const all = publishedReports.flatMap(({ id, title, figures }) =>
    figures.map((figure) => ({ id, title, ...figure })),
  );
  return (
    <Section title={t('kpi.reports.minute', { count: all.length })}>
      <ul className="td-verdicts">
        {verdicts.map((verdict) => {
          const own = all.filter((figure) => figure.verdict === verdict);
          return (
            <li key={verdict}>
              <Tag tone={tones[verdict]}>
                {t(`kpi.reports.verdicts.${verdict}`)}: {own.length}
              </Tag>
              <span className="td-small">{t(`kpi.reports.meaning.${verdict}`)}</span>
              {verdict === 'impossible' && (
                <ul>
                  {own.map(({ id, title, said, why }) => (
                    <li key={said.vi}>
                      <a href={`#${id}`}>{title[language]}</a>: <strong>{said[language]}</strong>
                      <span className="td-second-line">{why[language]}</span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Counted({ figure: { ratios = [], rows = [] } }: { figure: PublishedFigure }) {
  if (ratios.length + rows.length === 0) return noValue;
  return (
    <ul className="td-counts">
      {ratios.map((ratio) => (
        <li key={`${ratio.of}${ratio.unit}${ratio.plan}`}>
          <Ratio ratio={ratio} />
        </li>
      ))}
      {rows.map((one) => (
        <li key={one.rows}>
          <Rows counted={one} />
        </li>
      ))}
    </ul>
  );
}

function Ratio({ ratio }: { ratio: CountedRatio }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { numerator, denominator, definition, of, part, plan } = ratio;
  const count = of === 'money' ? formatMoney : formatCount;
  const [name = ''] = definition.split('@');
  const reached = numerator / denominator;
  return (
    <>
      <strong>{formatRatio(reached, of === 'customerBills' ? 3 : 2)}</strong>{' '}
      <span className="td-figures">
        ({count(BigInt(numerator))} / {count(BigInt(denominator))})
      </span>
      <span className="td-second-line">
        {t(`kpi.definitions.counted.${of}`)}, {titleOf(name, t)} (
        <span className="td-mono">{definition}</span>){part && `, ${part[language]}`}
      </span>
      {plan !== undefined && (
        <span className="td-second-line td-figures">
          {t('kpi.reports.plan', {
            plan: formatRatio(plan),
            attained: attainmentOfPlan(reached, plan, language),
            points: pointsBetween(reached, plan, language),
          })}
        </span>
      )}
    </>
  );
}

function Rows({ counted: { rows, numerator, denominator } }: { counted: CountedRows }) {
  const { t } = useTranslation();
  const count = rows.startsWith('money') ? formatMoney : formatCount;
  return (
    <>
      <strong className="td-figures">
        {count(BigInt(numerator))} / {count(BigInt(denominator))}
      </strong>
      <span className="td-second-line">{t(`kpi.reports.rows.${rows}`)}</span>
    </>
  );
}

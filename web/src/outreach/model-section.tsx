import { useTranslation } from 'react-i18next';
import { nameFactor } from '../../../core/outreach/factors.ts';
import { timesWords } from '../../../core/outreach/words.ts';
import type { OutreachModel } from '../api/outreach-queries.ts';
import { formatCount, formatInstant, formatPeriod, formatRatio, languageOf } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';

/** What the chances rest on: how much history, how well they held on months not seen, what weighs how much. */
export function ModelSection({ model }: { model: OutreachModel }) {
  const { t } = useTranslation();
  const { measured, factors } = model;
  return (
    <Section
      title={t('outreach.model.title')}
      subtitle={t(`outreach.model.verdicts.${model.verdict}`, {
        examples: formatCount(model.examples),
        months: formatCount(model.months),
        conversions: formatCount(model.conversions),
        through: formatPeriod(model.through),
      })}
    >
      <p className="td-small">{t('outreach.model.learnedAt', { time: formatInstant(model.learnedAt) })}</p>
      {measured && (
        <p>
          {t('outreach.model.measured', {
            examples: formatCount(measured.examples),
            ranking: formatRatio(measured.ranking, 0),
            error: formatRatio(measured.rankingError, 0),
            times: timesWords(measured.firstFifth, 1),
          })}
        </p>
      )}
      {measured && <Fifths measured={measured} />}
      {factors.length > 0 && <Factors factors={factors} />}
      <p className="td-small">{t('outreach.model.note')}</p>
    </Section>
  );
}

function Fifths({ measured }: { measured: NonNullable<OutreachModel['measured']> }) {
  const { t } = useTranslation();
  return (
    <details className="td-data-table">
      <summary>{t('outreach.model.fifths')}</summary>
      <ReportTable
        caption={t('outreach.model.fifths')}
        rows={measured.fifths.map((fifth, at) => ({ ...fifth, at: at + 1 }))}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'at', header: t('outreach.model.fifth'), phone: 'title', cell: ({ at }) => formatCount(at) },
          {
            key: 'examples',
            header: t('outreach.model.examples'),
            kind: 'number',
            cell: ({ examples }) => formatCount(examples),
          },
          {
            key: 'said',
            header: t('outreach.model.said'),
            kind: 'number',
            cell: ({ said }) => timesWords(said, 1),
          },
          {
            key: 'came',
            header: t('outreach.model.came'),
            kind: 'number',
            cell: ({ came }) => formatCount(came),
          },
        ]}
      />
    </details>
  );
}

function Factors({ factors }: { factors: OutreachModel['factors'] }) {
  const { t, i18n } = useTranslation();
  const heaviest = [...factors].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <details className="td-data-table">
      <summary>{t('outreach.model.factors')}</summary>
      <ReportTable
        caption={t('outreach.model.factors')}
        rows={heaviest}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'factor',
            header: t('outreach.model.factor'),
            phone: 'title',
            cell: ({ name }) => nameFactor(name, languageOf(i18n.language)),
          },
          {
            key: 'weight',
            header: t('outreach.model.weight'),
            kind: 'number',
            cell: ({ weight }) => t('outreach.model.times', { times: timesWords(Math.exp(weight)) }),
          },
        ]}
      />
    </details>
  );
}

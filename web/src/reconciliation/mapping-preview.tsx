import { useTranslation } from 'react-i18next';
import type { MappingPreview } from '../api/accounting-types.ts';
import { formatCount, formatInstant, formatMoney, noValue } from '../format.ts';
import { ReportTable } from '../ui/report-table.tsx';
import type { MappingField } from './mapping-sample.ts';
import { RefusalNotice } from './refusal-notice.tsx';

/** What would be read: the first rows with every problem named, and the problems of the whole sample. */
export function PreviewTable({ preview }: { preview: MappingPreview }) {
  const { t } = useTranslation();
  type Row = MappingPreview['rows'][number];
  const column = (key: MappingField, cell: (row: Row) => string | null, number = false) => ({
    key,
    header: t(`recon.mappings.fields.${key}`),
    ...(number && { kind: 'number' as const }),
    cell: (row: Row) => cell(row) ?? noValue,
  });
  return (
    <>
      <Outcome preview={preview} />
      {preview.rows.length > 0 && (
        <ReportTable<Row>
          caption={t('recon.mappings.step3')}
          rows={preview.rows}
          rowKey={({ line }) => String(line)}
          columns={[
            {
              key: 'line',
              header: t('recon.mappings.line'),
              kind: 'number',
              cell: ({ line }) => formatCount(line),
            },
            column('reference', ({ reference }) => reference),
            column('customerCode', ({ customerCode }) => customerCode),
            column('amount', ({ amount }) => (amount === null ? null : formatMoney(amount)), true),
            column('occurredAt', ({ occurredAt }) =>
              occurredAt === null ? null : formatInstant(occurredAt),
            ),
            column('status', ({ status }) =>
              status === null ? null : t(`recon.sideStates.${status as 'paid'}`, { defaultValue: status }),
            ),
            column('bill', ({ bill }) => bill),
            { key: 'raw', header: t('recon.mappings.raw'), phone: 'wide', cell: (row) => <Raw row={row} /> },
          ]}
        />
      )}
    </>
  );
}

function Raw({ row }: { row: MappingPreview['rows'][number] }) {
  const { i18n } = useTranslation();
  return (
    <span>
      <span className="td-raw">{row.raw}</span>
      {row.problems.map(({ field, code, reason, reasonEn }) => (
        <span key={`${field} ${code}`} className="td-second-line td-bad-text">
          {i18n.language === 'en' ? reasonEn : reason}
        </span>
      ))}
    </span>
  );
}

function Outcome({ preview }: { preview: MappingPreview }) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  if (preview.refusal) return <RefusalNotice refusal={preview.refusal} />;
  if (preview.errorsByColumn.length === 0)
    return <p className="td-notice td-notice-good">{t('recon.mappings.noErrors')}</p>;
  return (
    <div className="td-notice td-notice-bad" role="status">
      <div>
        <p className="td-notice-title">{t('recon.mappings.errors')}</p>
        <ul>
          {preview.errorsByColumn.map(({ field, code, reason, reasonEn, count }) => (
            <li key={`${field} ${code}`}>
              {t(`recon.mappings.fields.${field as 'amount'}`, { defaultValue: field })}:{' '}
              {english ? reasonEn : reason} ({formatCount(count)})
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

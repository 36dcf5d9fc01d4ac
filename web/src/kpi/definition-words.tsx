import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import type { KpiDefinitionRow } from '../api/types.ts';
import { formatPeriod } from '../format.ts';

/** The product's own two, by which the boards are kept; they have one version. */
export function isBuiltIn(name: string): boolean {
  return name in kpiDefinitions;
}

/** What a definition is called; one that the company made goes by its own name. */
export function titleOf(name: string, t: TFunction): string {
  return t(`kpi.definitions.titles.${name as 'official'}`, { defaultValue: name });
}

/** A definition in words, each a whole sentence. */
function sentencesOf(row: KpiDefinitionRow, t: TFunction): string[] {
  const names = (channels: KpiDefinitionRow['cashChannels']): string =>
    channels.map((channel) => t(`customers.channels.${channel}`)).join(', ');
  // The register less all who consumed nothing is who consumed something.
  const onlyConsuming = row.denominator === 'all_customers' && row.leavesOut.includes('zero_consumption');
  const denominator = onlyConsuming ? 'consuming' : row.denominator;
  return [
    t(`kpi.definitions.denominator.${denominator}`),
    ...(row.cashChannels.length > 0
      ? [t('kpi.definitions.cash', { channels: names(row.cashChannels) })]
      : []),
    ...(row.tenderDecides.length > 0
      ? [t('kpi.definitions.tender', { channels: names(row.tenderDecides) })]
      : []),
    ...row.leavesOut.map((omission) => t(`kpi.definitions.leavesOut.${omission}`)),
    ...(row.services ? [] : [t('kpi.definitions.electricityOnly')]),
    ...(row.billsOfMonth === 'first' ? [t('kpi.definitions.first')] : []),
    t(`kpi.definitions.span.${row.span}`),
  ];
}

/** Every version of a name and its first month, the newest first. */
function versionsOf({ name, versions }: KpiDefinitionRow, t: TFunction): string {
  return versions
    .map(({ version, validFrom }) =>
      t(validFrom === null ? 'kpi.definitions.versionAlways' : 'kpi.definitions.versionFrom', {
        version: `${name}@${version}`,
        from: validFrom === null ? '' : formatPeriod(validFrom),
      }),
    )
    .join('; ');
}

export function DefinitionWords({ row }: { row: KpiDefinitionRow }) {
  const { t } = useTranslation();
  const months =
    row.from === row.to
      ? formatPeriod(row.from)
      : t('kpi.definitions.months', { from: formatPeriod(row.from), to: formatPeriod(row.to) });
  return (
    <div>
      <strong>{titleOf(row.name, t)}</strong>
      <span className="td-second-line">
        <span className="td-mono">
          {row.name}@{row.version}
        </span>
        , {months}
      </span>
      <ul className="td-small">
        {sentencesOf(row, t).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {row.validFrom !== null && (
          <li>{t('kpi.definitions.validFrom', { from: formatPeriod(row.validFrom) })}</li>
        )}
        {row.versions.length > 1 && (
          <li>{t('kpi.definitions.versions', { versions: versionsOf(row, t) })}</li>
        )}
        {row.source !== '' && <li>{t('kpi.definitions.source', { source: row.source })}</li>}
      </ul>
    </div>
  );
}

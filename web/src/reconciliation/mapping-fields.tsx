import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { nameKey } from '../../../core/reconciliation/mapping.ts';
import type { FileMapping } from '../api/accounting-types.ts';
import { mappingFields, neededFields, withColumn } from './mapping-sample.ts';

const amountFormats = ['auto', 'plain', 'dots', 'commas', 'decimals'] as const;
const timeFormats = ['auto', 'dd/MM/yyyy HH:mm:ss', 'MM/dd/yyyy HH:mm:ss', 'yyyyMMddHHmmss', 'iso'] as const;
const encodings = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1258'] as const;

interface Edited {
  mapping: FileMapping;
  onChange: (mapping: FileMapping) => void;
}

/** Which column is what, and how amounts, times and letters are written. */
export function MappingFields(props: Edited & { header: readonly string[]; missing: readonly string[] }) {
  const { t } = useTranslation();
  const id = useId();
  const { header, mapping, missing, onChange } = props;
  return (
    <>
      <div className="td-facts">
        {mappingFields.map((field) => {
          const column = mapping.columns[field] ?? '';
          const wrong = missing.includes(field) || (neededFields.includes(field) && column === '');
          return (
            <div className="td-field" key={field}>
              <label htmlFor={id + field}>
                {t(`recon.mappings.fields.${field}`)}
                {neededFields.includes(field) && ` (${t('recon.mappings.needed')})`}
              </label>
              <select
                id={id + field}
                value={header.find((name) => sameName(name, column)) ?? ''}
                aria-invalid={wrong}
                onChange={(event) => onChange(withColumn(mapping, field, event.currentTarget.value))}
              >
                <option value="">{t('recon.mappings.notUsed')}</option>
                {header
                  .filter((name) => name !== '')
                  .map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
              </select>
              {wrong && <span className="td-field-error">{t('recon.mappings.chooseColumn')}</span>}
            </div>
          );
        })}
      </div>
      <div className="td-filters">
        <FormatSelect name="amount" formats={amountFormats} mapping={mapping} onChange={onChange} />
        <FormatSelect name="dateTime" formats={timeFormats} mapping={mapping} onChange={onChange} />
        <FormatSelect name="encoding" formats={encodings} mapping={mapping} onChange={onChange} />
        <SkipRows mapping={mapping} onChange={onChange} />
      </div>
    </>
  );
}

/** Columns are found in any letter case, and with or without marks. */
function sameName(a: string, b: string): boolean {
  return b !== '' && nameKey(a) === nameKey(b);
}

function FormatSelect<Format extends string>(
  props: Edited & { name: 'amount' | 'dateTime' | 'encoding'; formats: readonly Format[] },
) {
  const { t } = useTranslation();
  const id = useId();
  const { name, formats, mapping, onChange } = props;
  return (
    <div className="td-field">
      <label htmlFor={id}>{t(`recon.mappings.formats.${name}`)}</label>
      <select
        id={id}
        value={mapping.formats?.[name] ?? 'auto'}
        onChange={(event) =>
          onChange({ ...mapping, formats: { ...mapping.formats, [name]: event.currentTarget.value } })
        }
      >
        {formats.map((format) => (
          <option key={format} value={format}>
            {t(`recon.mappings.formatNames.${format as 'auto'}`, { defaultValue: format })}
          </option>
        ))}
      </select>
    </div>
  );
}

function SkipRows({ mapping, onChange }: Edited) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="td-field td-field-short">
      <label htmlFor={id}>{t('recon.mappings.skipRows')}</label>
      <input
        id={id}
        type="number"
        min={0}
        max={100}
        className="td-figures td-right"
        defaultValue={mapping.skipRows ?? 0}
        onBlur={(event) => {
          const rows = Number(event.currentTarget.value);
          if (Number.isInteger(rows) && rows >= 0 && rows <= 100) onChange({ ...mapping, skipRows: rows });
        }}
      />
    </div>
  );
}

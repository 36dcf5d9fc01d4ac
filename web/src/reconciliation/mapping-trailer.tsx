import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileMapping, MappingPreview } from '../api/accounting-types.ts';
import { formatCount, formatMoney, noValue } from '../format.ts';
import { withTrailer } from './mapping-sample.ts';

interface Trailing {
  mapping: FileMapping;
  preview: MappingPreview;
  onChange: (mapping: FileMapping) => void;
}

/** The row of control totals: by which word it is known, and in which cells its count and its sum stand. */
export function TrailerFields(props: Trailing) {
  const { t } = useTranslation();
  const { mapping, preview, onChange } = props;
  const { trailer } = mapping;
  return (
    <fieldset className="td-control td-stack td-gap">
      <legend className="td-label">{t('recon.mappings.trailer.title')}</legend>
      <div className="td-filters">
        <Marker key={trailer?.marker ?? ''} mapping={mapping} onChange={onChange} />
        {trailer && <CellSelect name="count" {...props} />}
        {trailer && <CellSelect name="sum" {...props} />}
      </div>
      <TrailerNotice {...props} />
      {trailer && !preview.trailer?.recognised && (
        <p className="td-small">{t('recon.mappings.trailer.notInSample', { marker: trailer.marker })}</p>
      )}
    </fieldset>
  );
}

/** What the example shows: a row that is read as totals, or one that may be and can be taken for it. */
function TrailerNotice({ mapping, preview, onChange }: Trailing) {
  const { t } = useTranslation();
  const { trailer: row } = preview;
  if (!row) return null;
  const { rows, total, line } = row;
  const words = { line: formatCount(line), row: row.cells.filter(Boolean).join(' | ') };
  if (row.recognised) {
    const says = {
      ...words,
      rows: rows === null ? noValue : formatCount(rows),
      total: total === null ? noValue : formatMoney(total),
    };
    return (
      <p className={`td-notice ${preview.refusal ? '' : 'td-notice-good'}`} role="status">
        {t(preview.refusal ? 'recon.mappings.trailer.read' : 'recon.mappings.trailer.agrees', says)}
      </p>
    );
  }
  const suggested = {
    marker: (row.cells[0] ?? '').slice(0, 40),
    ...(row.countCell !== null && { count: row.countCell }),
    ...(row.sumCell !== null && { sum: row.sumCell }),
  };
  if (suggested.marker === '') return null;
  return (
    <div className="td-notice td-notice-warn" role="status">
      <div>
        <p>{t('recon.mappings.trailer.mayBe', words)}</p>
        <Button size="sm" variant="default" onClick={() => onChange(withTrailer(mapping, suggested))}>
          {t('recon.mappings.trailer.take')}
        </Button>
      </div>
    </div>
  );
}

function Marker({ mapping, onChange }: Omit<Trailing, 'preview'>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="td-field">
      <label htmlFor={id}>{t('recon.mappings.trailer.marker')}</label>
      <input
        id={id}
        autoComplete="off"
        maxLength={40}
        defaultValue={mapping.trailer?.marker ?? ''}
        onBlur={(event) => {
          const marker = event.currentTarget.value.trim();
          if (marker !== (mapping.trailer?.marker ?? ''))
            onChange(withTrailer(mapping, marker === '' ? undefined : { ...mapping.trailer, marker }));
        }}
      />
    </div>
  );
}

function CellSelect({ name, mapping, preview, onChange }: Trailing & { name: 'count' | 'sum' }) {
  const { t } = useTranslation();
  const id = useId();
  const { trailer } = mapping;
  if (!trailer) return null;
  const chosen = trailer[name];
  const cells = preview.trailer?.cells ?? [];
  // A row of totals that the sample does not reach is about as wide as the header.
  const width = Math.max(cells.length, preview.header.length, chosen ?? 0);
  return (
    <div className="td-field">
      <label htmlFor={id}>{t(`recon.mappings.trailer.${name}`)}</label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={(event) => {
          const { [name]: _, ...others } = trailer;
          const cell = Number(event.currentTarget.value);
          onChange(withTrailer(mapping, cell === 0 ? others : { ...others, [name]: cell }));
        }}
      >
        <option value="">{t('recon.mappings.trailer.noCell')}</option>
        {Array.from({ length: Math.max(width - 1, 0) }, (_, index) => index + 2).map((cell) => (
          <option key={cell} value={cell}>
            {t('recon.mappings.trailer.cell', { cell })}
            {cells[cell - 1] ? `: ${cells[cell - 1]}` : ''}
          </option>
        ))}
      </select>
    </div>
  );
}

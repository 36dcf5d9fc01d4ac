import { useTranslation } from 'react-i18next';
import type { ReportFormat } from '../api/report-queries.ts';

const formats = ['pdf', 'docx', 'xlsx'] as const satisfies readonly ReportFormat[];

/** As what files a report goes out. */
export function FormatBoxes({ chosen }: { chosen: readonly ReportFormat[] }) {
  const { t } = useTranslation();
  return (
    <fieldset className="td-paper-boxes">
      <legend>{t('papers.mail.formats')}</legend>
      {formats.map((format) => (
        <label key={format}>
          <input type="checkbox" name="formats" value={format} defaultChecked={chosen.includes(format)} />
          {t(`papers.formats.${format}`)}
        </label>
      ))}
    </fieldset>
  );
}

export function readFormats(form: HTMLFormElement): ReportFormat[] {
  const values = new FormData(form).getAll('formats');
  return formats.filter((format) => values.includes(format));
}

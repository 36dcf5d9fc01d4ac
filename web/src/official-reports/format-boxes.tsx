import { useTranslation } from 'react-i18next';
import type { ReportFormat } from '../api/report-queries.ts';
import { CheckBoxes, chosenIn } from '../ui/fields.tsx';

const formats = ['pdf', 'docx', 'xlsx'] as const satisfies readonly ReportFormat[];

/** As what files a report goes out. */
export function FormatBoxes({
  chosen,
  offered = formats,
}: {
  chosen: readonly ReportFormat[];
  offered?: readonly ReportFormat[];
}) {
  const { t } = useTranslation();
  return (
    <CheckBoxes
      name="formats"
      legend={t('papers.mail.formats')}
      choices={offered.map((format) => [format, t(`papers.formats.${format}`)])}
      chosen={chosen}
    />
  );
}

export function readFormats(form: HTMLFormElement): ReportFormat[] {
  return chosenIn(form, 'formats', formats);
}

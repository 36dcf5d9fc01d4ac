import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayFilesQuery } from '../api/accounting-queries.ts';
import type { PartnerFile } from '../api/accounting-types.ts';
import { apiAddress } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import { formatBytes, formatCount, formatInstant, formatMoney, noValue } from '../format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { FileUpload } from './file-upload.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

const tones: Record<PartnerFile['state'], Tone> = {
  reading: 'busy',
  refused: 'bad',
  matched: 'good',
  superseded: 'past',
};

/** The files of the day, the newest first; the one in use in full, the others in a line. */
export function DayFiles({ partner, day }: { partner: string; day: string }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(dayFilesQuery(partner, day));
  const mayUpload = useMay('reconciliation.resolve');
  return (
    <Section title={t('recon.day.file')}>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const files = answers.flatMap((answer) => answer.rows);
          return files.length === 0 ? (
            <Empty title={t('recon.day.noFile')}>{t('recon.day.noFileText')}</Empty>
          ) : (
            <>
              {files.map((file, index) => (
                <FileBlock key={file.id} file={file} whole={index === 0 || file.state === 'matched'} />
              ))}
            </>
          );
        }}
      </Answered>
      {mayUpload && <FileUpload partner={partner} day={day} />}
    </Section>
  );
}

function FileBlock({ file, whole }: { file: PartnerFile; whole: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="td-file">
      <p className="td-run">
        <strong>{file.fileName}</strong>
        <Tag tone={tones[file.state]}>{t(`recon.day.fileStates.${file.state}`)}</Tag>
        <span className="td-small">
          {t(`recon.day.scopes.${file.scope}`)} · {formatBytes(file.bytes)} · {formatInstant(file.receivedAt)}{' '}
          · {file.receivedBy}
        </span>
      </p>
      {file.refusal && <RefusalNotice refusal={file.refusal} title={t('recon.day.refused')} />}
      {whole && file.state !== 'reading' && <FileFigures file={file} />}
      {file.badLines > 0 && (
        <p>
          <Button
            component="a"
            href={apiAddress(`/reconciliation/files/${file.id}/bad-lines`, { format: 'xlsx' })}
            download
            variant="default"
            size="compact-sm"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('recon.day.badDownload', { count: file.badLines })}
          </Button>
        </p>
      )}
    </div>
  );
}

function FileFigures({ file }: { file: PartnerFile }) {
  const { t } = useTranslation();
  const { control } = file;
  const strong = (text: string, bad = false) => (
    <span className={`td-strong${bad ? ' td-bad-text' : ''}`}>{text}</span>
  );
  return (
    <Facts
      facts={[
        [t('recon.day.lines'), strong(formatCount(file.lines))],
        [t('recon.day.linesAmount'), strong(formatMoney(file.amount))],
        file.matched !== null && [t('recon.day.matched'), strong(formatCount(file.matched))],
        file.matchedAmount !== null && [
          t('recon.day.matchedAmount'),
          strong(formatMoney(file.matchedAmount)),
        ],
        file.difference !== null && [
          t('recon.day.difference'),
          strong(formatMoney(file.difference), file.difference !== '0'),
        ],
        [t('recon.day.badLines'), strong(formatCount(file.badLines), file.badLines > 0)],
        control && [
          t('recon.day.control'),
          <span key="control" className="td-figures">
            {control.lines === null ? noValue : t('recon.day.controlLines', { count: control.lines })}
            {control.amount !== null && `, ${formatMoney(control.amount)}`}
          </span>,
        ],
        [
          t('recon.day.mapping'),
          file.mapping ? `${file.mapping.name}, v${file.mapping.version}` : t('recon.day.byHeader'),
        ],
      ]}
    />
  );
}

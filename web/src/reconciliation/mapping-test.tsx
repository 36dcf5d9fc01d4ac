import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filesQuery } from '../api/accounting-queries.ts';
import type { FileMapping, MappingTest } from '../api/accounting-types.ts';
import { sendJson } from '../api/call.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

/** A past day's file read with this mapping and matched, without keeping anything. */
export function TryMapping({ mapping }: { mapping: FileMapping }) {
  const { t } = useTranslation();
  const id = useId();
  const files = useInfiniteQuery(filesQuery({}));
  const rows = files.data?.pages.flatMap((page) => page.rows) ?? [];
  const [chosen, setChosen] = useState('');
  const fileId = chosen || rows[0]?.id;
  const test = useMutation({
    mutationFn: (file: string) =>
      sendJson<MappingTest>('POST', '/reconciliation/mappings/test', { mapping, fileId: file }),
  });
  if (rows.length === 0) return <p className="td-small">{t('recon.mappings.noPastFile')}</p>;
  return (
    <>
      <div className="td-filters">
        <div className="td-field">
          <label htmlFor={id}>{t('recon.mappings.pastFile')}</label>
          <select id={id} value={fileId} onChange={(event) => setChosen(event.currentTarget.value)}>
            {rows.map((file) => (
              <option key={file.id} value={file.id}>
                {formatDate(file.day)}, {file.partnerName}, {file.fileName}
              </option>
            ))}
          </select>
        </div>
        <Button
          size="sm"
          variant="default"
          loading={test.isPending}
          onClick={() => fileId && test.mutate(fileId)}
        >
          {t('recon.mappings.testRun')}
        </Button>
      </div>
      {test.isError && <ProblemBlock error={test.error} />}
      {test.data && <TestResult result={test.data} />}
    </>
  );
}

function TestResult({ result }: { result: MappingTest }) {
  const { t } = useTranslation();
  if (result.refusal) return <RefusalNotice refusal={result.refusal} />;
  const differences = result.byLane.filter(({ count }) => count > 0);
  return (
    <div className="td-notice td-notice-good" role="status">
      <div>
        <p>
          {t('recon.mappings.testResult', {
            lines: formatCount(result.lines),
            matched: formatCount(result.matched),
            amount: formatMoney(result.matchedAmount),
            bad: formatCount(result.badLines),
            difference: formatMoney(result.difference),
          })}
        </p>
        {differences.length > 0 && (
          <ul>
            {differences.map(({ lane, count }) => (
              <li key={lane}>
                {t(`recon.lanes.${lane}`)}: {formatCount(count)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

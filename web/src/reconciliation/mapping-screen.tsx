import '../styles/imports.css';
import '../styles/reconciliation.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileMappingsQuery, mappingPreviewQuery } from '../api/accounting-queries.ts';
import type { FileMapping } from '../api/accounting-types.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemBlock, Skeletons } from '../ui/states.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { emptyMapping, isComplete, readSample, type Sample } from './mapping-sample.ts';
import { PreviewTable } from './mapping-preview.tsx';
import { SaveMapping } from './mapping-save.tsx';
import { StatusWords } from './mapping-status.tsx';
import { TryMapping } from './mapping-test.tsx';
import { TrailerFields } from './mapping-trailer.tsx';

const route = getRouteApi('/staff/reconciliation/mappings/new');

/** A mapping made from an example: file, columns, what would be read, a past day, and only then kept. */
export function MappingScreen() {
  const { t } = useTranslation();
  const { from } = route.useSearch();
  const kept = useQuery(fileMappingsQuery);
  const before = kept.data?.rows.find(({ id }) => id === from);
  const [sample, setSample] = useState<Sample>();
  const [tooLarge, setTooLarge] = useState(false);
  const [edited, setEdited] = useState<FileMapping>();
  const given = edited ?? before?.mapping;
  const usable = given && isComplete(given) ? given : undefined;
  const preview = useQuery(mappingPreviewQuery(sample, usable));
  const mapping = given ?? preview.data?.mapping ?? emptyMapping;
  const pick = async (file: File) => {
    const read = await readSample(file);
    setTooLarge(read === undefined);
    setSample(read);
    if (!before) setEdited(undefined);
  };
  return (
    <Page
      title={before ? `${before.name}, v${before.version}` : t('recon.mappings.make')}
      lead={t('recon.mappings.lead')}
      crumbs={[
        <Link key="mappings" to="/reconciliation/mappings">
          {t('recon.mappings.title')}
        </Link>,
        <span key="here">{t('recon.mappings.make')}</span>,
      ]}
    >
      <Section title={t('recon.mappings.step1')} subtitle={t('recon.mappings.step1Text')}>
        <FileDrop
          label={t('recon.mappings.sample')}
          accept=".csv,.txt,.tsv,.xlsx"
          file={sample?.file}
          onPick={(file) => void pick(file)}
          problem={tooLarge ? t('recon.mappings.tooLarge') : undefined}
        />
        {preview.isError && <ProblemBlock error={preview.error} />}
        {preview.isPending && sample && <Skeletons rows={4} />}
      </Section>
      {preview.data && sample && (
        <>
          <Section title={t('recon.mappings.step2')} subtitle={t('recon.mappings.step2Text')}>
            <MappingFields
              header={preview.data.header}
              missing={preview.data.missing}
              mapping={mapping}
              onChange={setEdited}
            />
            <StatusWords words={preview.data.statusWords} mapping={mapping} onChange={setEdited} />
            <TrailerFields preview={preview.data} mapping={mapping} onChange={setEdited} />
          </Section>
          <Section title={t('recon.mappings.step3')}>
            <PreviewTable preview={preview.data} />
          </Section>
        </>
      )}
      {sample && isComplete(mapping) && (
        <>
          <Section title={t('recon.mappings.step4')} subtitle={t('recon.mappings.step4Text')}>
            <TryMapping mapping={mapping} />
          </Section>
          <Section title={t('recon.mappings.step5')}>
            <SaveMapping mapping={mapping} before={before} />
          </Section>
        </>
      )}
    </Page>
  );
}

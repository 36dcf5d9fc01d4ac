import '../styles/imports.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importQuery, isAtWork } from '../api/queries.ts';
import type { Import } from '../api/types.ts';
import { formatBytes, formatCount, formatInstant, formatMoney } from '../format.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { ControlSection } from './control-section.tsx';
import { ImportStateTag } from './import-state.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { RejectionsSection } from './rejections-section.tsx';
import { SecondLook } from './second-look.tsx';

const route = getRouteApi('/staff/imports/$id');

/** One import: how far it is, what the check found, whether the totals agree, and the approval. */
export function ImportScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(importQuery(id));
  return (
    <Page
      title={query.data?.fileName ?? t('imports.one', { id })}
      lead={
        query.data &&
        `${t(`imports.kinds.${query.data.kind}`)}, ${formatInstant(query.data.createdAt)}, ${query.data.createdBy}`
      }
      crumbs={[
        <Link key="imports" to="/imports">
          {t('imports.title')}
        </Link>,
        <span key="id">{t('imports.one', { id })}</span>,
      ]}
      actions={query.data && <ImportStateTag state={query.data.state} />}
    >
      <Answered query={query}>
        {(one) => (
          <>
            {isAtWork(one) && <Progress one={one} />}
            <Failure one={one} />
            {!isAtWork(one) && <Result one={one} />}
            {one.newUnits.length > 0 && (
              <p className="td-notice td-notice-warn">
                <span>
                  {t('imports.newUnits')}
                  <Link to="/organisation">{one.newUnits.join(', ')}</Link>
                </span>
              </p>
            )}
            {!isAtWork(one) && one.state !== 'failed' && <ControlSection one={one} />}
            <SecondLook one={one} />
            {one.rejected > 0 && <RejectionsSection one={one} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Progress({ one }: { one: Import }) {
  const { t } = useTranslation();
  const bytes = Number(one.bytes);
  const label = [
    t(`imports.states.${one.state}`),
    t('imports.read', { read: formatBytes(one.bytesRead), size: formatBytes(one.bytes) }),
    t('imports.rowsRead', { rows: formatCount(one.rows) }),
  ].join(' · ');
  return <ProgressBar part={bytes === 0 ? 0 : Number(one.bytesRead) / bytes} label={label} />;
}

function Failure({ one }: { one: Import }) {
  const { t, i18n } = useTranslation();
  if (!one.failure) return null;
  const { detail, detailEn } = one.failure;
  return (
    <div className="td-notice td-notice-bad" role="alert">
      <div>
        <p className="td-notice-title">{t('imports.failure')}</p>
        <p>{i18n.language === 'en' ? detailEn : detail}</p>
        <p>{t('imports.nothingWritten')}</p>
      </div>
    </div>
  );
}

function Result({ one }: { one: Import }) {
  const { t } = useTranslation();
  const strong = (text: string, className = '') => <span className={`td-strong ${className}`}>{text}</span>;
  return (
    <Section title={t('imports.checkResult')}>
      <Facts
        facts={[
          [t('imports.rows'), strong(formatCount(one.rows))],
          [t('imports.accepted'), strong(formatCount(one.accepted))],
          [t('imports.unchanged'), strong(formatCount(one.unchanged))],
          [t('imports.changed'), strong(formatCount(one.changed))],
          [t('imports.rejected'), strong(formatCount(one.rejected), one.rejected > 0 ? 'td-bad-text' : '')],
          one.kind === 'bills' && [t('imports.totalAccepted'), strong(formatMoney(one.total))],
          one.kind === 'bills' && [t('imports.totalSent'), strong(formatMoney(one.sentTotal))],
        ]}
      />
    </Section>
  );
}

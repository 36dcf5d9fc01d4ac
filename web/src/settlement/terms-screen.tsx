import '../styles/imports.css';
import '../styles/reconciliation.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { termsQuery } from '../api/accounting-queries.ts';
import type { Terms } from '../api/accounting-types.ts';
import { partnersQuery } from '../api/queries.ts';
import { formatDate, formatInstant, noValue } from '../format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useFeeWords } from './fee-words.ts';
import { TermsForm } from './terms-form.tsx';

const route = getRouteApi('/staff/settlement/terms');

/** What is agreed with one partner: cut-off, days to settle, fee, and every change with its day. */
export function TermsScreen() {
  const { t } = useTranslation();
  const { partner } = route.useSearch();
  const partners = useQuery(partnersQuery);
  const rows = (partners.data?.rows ?? []).filter(({ kind }) => kind !== 'own');
  const chosen = partner ?? rows[0]?.code;
  return (
    <Page
      title={t('settlement.terms.title')}
      lead={t('settlement.terms.lead')}
      crumbs={[
        <Link key="windows" to="/settlement">
          {t('settlement.windows.title')}
        </Link>,
        <span key="here">{t('settlement.terms.title')}</span>,
      ]}
    >
      <div className="td-filters">
        <SearchSelect
          label={t('settlement.terms.partner')}
          name="partner"
          value={chosen}
          none={t('settlement.terms.choose')}
          choices={rows.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
      {chosen ? <TermsOf key={chosen} partner={chosen} /> : <Empty>{t('settlement.terms.choose')}</Empty>}
    </Page>
  );
}

function TermsOf({ partner }: { partner: string }) {
  const query = useQuery(termsQuery(partner));
  return (
    <Answered query={query}>
      {(terms) => (
        <>
          <TermsForm terms={terms} />
          <History terms={terms} />
        </>
      )}
    </Answered>
  );
}

function History({ terms }: { terms: Terms }) {
  const { t } = useTranslation();
  const words = useFeeWords();
  return (
    <Section title={t('settlement.terms.history')}>
      <ReportTable
        caption={t('settlement.terms.history')}
        rows={terms.versions}
        rowKey={({ validFrom }) => validFrom ?? ''}
        columns={[
          {
            key: 'from',
            header: t('settlement.terms.validFrom'),
            phone: 'title',
            cell: ({ validFrom, inForce }) => (
              <span className="td-figures">
                {validFrom ? formatDate(validFrom) : t('settlement.terms.always')}
                {inForce && (
                  <span className="td-second-line">
                    <Tag tone="good">{t('settlement.terms.current')}</Tag>
                  </span>
                )}
              </span>
            ),
          },
          {
            key: 'days',
            header: t('settlement.terms.settleDaysShort'),
            kind: 'number',
            cell: ({ settleDays }) => `T+${settleDays}`,
          },
          { key: 'file', header: t('settlement.terms.fileDue'), cell: ({ fileDue }) => fileDue },
          {
            key: 'fee',
            header: t('settlement.terms.feeKind'),
            cell: ({ feeRule, feeMode, feeVatRate }) => (
              <span>
                {words(feeRule)}
                {feeRule.kind !== 'none' && (
                  <span className="td-second-line">
                    {t(`settlement.terms.feeModes.${feeMode}`)},{' '}
                    {t('settlement.terms.vatOf', { rate: feeVatRate })}
                  </span>
                )}
              </span>
            ),
          },
          {
            key: 'contact',
            header: t('settlement.terms.contact'),
            cell: ({ contact }) => contact || noValue,
          },
          {
            key: 'by',
            header: t('settlement.terms.setBy'),
            cell: ({ setBy, setAt }) => (
              <span className="td-figures">
                {setBy ?? noValue}
                {setAt && <span className="td-second-line">{formatInstant(setAt)}</span>}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

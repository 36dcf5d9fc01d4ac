import '../styles/imports.css';
import '../styles/reconciliation.css';
import '../styles/credits.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suspenseQuery, type Suspense, type SuspenseBucket } from '../api/credit-queries.ts';
import { RefundDialog, type Refundable } from '../credits/refund-dialog.tsx';
import { formatCount, formatMoney } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { IdentifyDialog, type Identification } from './identify-dialog.tsx';
import { SuspenseTable } from './suspense-table.tsx';

const route = getRouteApi('/staff/suspense');
const buckets: readonly SuspenseBucket[] = ['0-1', '2-3', '4-7', '8+'];

/** Money whose payer is unknown: its age, who it may be from, and handing it over. */
export function SuspenseScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const source = search.source === 'bank' ? 'bank' : 'payment';
  const bucket = buckets.find((one) => one === search.bucket) ?? 'all';
  const query = useInfiniteQuery(suspenseQuery({ source, bucket }));
  const [identifying, setIdentifying] = useState<Identification>();
  const [refunding, setRefunding] = useState<Refundable>();
  const [said, setSaid] = useState('');
  return (
    <Page
      title={t('suspense.title')}
      lead={t('suspense.lead')}
      actions={<ExportLink path="/suspense" query={{ source }} />}
    >
      <Choices
        label={t('suspense.source')}
        name="source"
        value={source}
        choices={(['payment', 'bank'] as const).map((value) => ({
          value,
          label: t(`suspense.sources.${value}`),
        }))}
      />
      {said && (
        <p className="td-notice td-notice-good" role="status">
          {said}
        </p>
      )}
      <Answered query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return (
            <>
              <Ages sums={pages[0]?.buckets ?? []} source={source} bucket={bucket} />
              {rows.length === 0 ? (
                <Empty>{t('suspense.none')}</Empty>
              ) : (
                <>
                  <SuspenseTable
                    source={source}
                    rows={rows}
                    onIdentify={setIdentifying}
                    onRefund={setRefunding}
                  />
                  <MoreRows pages={query} shown={rows.length} />
                </>
              )}
            </>
          );
        }}
      </Answered>
      {identifying && (
        <IdentifyDialog
          identification={identifying}
          onClose={() => setIdentifying(undefined)}
          onGiven={({ allocated, credited }) =>
            setSaid(
              t('suspense.given', { allocated: formatMoney(allocated), credited: formatMoney(credited) }),
            )
          }
        />
      )}
      {refunding && (
        <RefundDialog
          refundable={refunding}
          onClose={() => setRefunding(undefined)}
          onSent={(needsSecond) => setSaid(t(needsSecond ? 'credits.sent' : 'credits.sentReady'))}
        />
      )}
    </Page>
  );
}

/** How old the money is, each age a way into its list. */
function Ages(props: {
  sums: Suspense['buckets'];
  source: Suspense['buckets'][number]['source'];
  bucket: SuspenseBucket | 'all';
}) {
  const { t } = useTranslation();
  const own = props.sums.filter(({ source }) => source === props.source);
  const label = (bucket: SuspenseBucket): string => {
    const sum = own.find((one) => one.bucket === bucket);
    const count = t('suspense.bucketCount', { count: formatCount(sum?.count ?? 0) as never });
    return `${t(`suspense.buckets.${bucket}`)}: ${count}, ${formatMoney(sum?.amount ?? '0')}`;
  };
  return (
    <Choices
      label={t('suspense.age')}
      name="bucket"
      value={props.bucket}
      choices={[
        { value: 'all' as const, label: t('suspense.all') },
        ...buckets.map((value) => ({ value, label: label(value) })),
      ]}
    />
  );
}

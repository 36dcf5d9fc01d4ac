import '../styles/trace.css';
import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconMessage2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { traceQuery, type PaymentTrace } from '../api/paper-queries.ts';
import { PaymentState } from '../customers/payments-table.tsx';
import { formatMoney } from '../format.ts';
import { ChannelName } from '../ui/channel-names.tsx';
import { Facts, Page, Section } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { LaterEvents } from './later-events.tsx';
import { TraceSteps } from './trace-steps.tsx';

const route = getRouteApi('/staff/payments/$id');

/** One payment from the partner's request to the bank's money and the billing system. */
export function TraceScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(traceQuery(id));
  return (
    <Page
      title={t('trace.title', { reference: query.data?.request.reference ?? id })}
      crumbs={[
        <Link key="payments" to="/payments">
          {t('payments.title')}
        </Link>,
        <span key="id">{query.data?.request.reference ?? id}</span>,
      ]}
    >
      <Answered query={query} skeleton={<Skeletons rows={6} height={56} />}>
        {(trace) => (
          <>
            <Sentence trace={trace} />
            <TraceFacts trace={trace} />
            <Section title={t('trace.path')}>
              <TraceSteps trace={trace} />
            </Section>
            <Section title={t('trace.later.title')}>
              <LaterEvents trace={trace} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

/** What one says on the telephone, whole and in one piece. */
function Sentence({ trace }: { trace: PaymentTrace }) {
  const { t, i18n } = useTranslation();
  const [copied, setCopied] = useState(false);
  const text = i18n.language === 'en' ? trace.sentence.en : trace.sentence.vi;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="td-trace-say">
      <IconMessage2 size={22} aria-hidden />
      <div>
        <p className="td-small">{t('trace.say')}</p>
        <p className="td-trace-sentence">{text}</p>
      </div>
      <Button
        variant="default"
        size="sm"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        {copied ? t('trace.copied') : t('trace.copy')}
      </Button>
    </div>
  );
}

function TraceFacts({ trace }: { trace: PaymentTrace }) {
  const { t } = useTranslation();
  const { request } = trace;
  const { customer } = request;
  return (
    <Facts
      facts={[
        [
          t('trace.amount'),
          <span key="amount" className="td-strong">
            {formatMoney(request.amount)}
          </span>,
        ],
        [t('trace.state'), <PaymentState key="state" state={trace.currentState} />],
        [
          t('trace.customer'),
          customer ? (
            <span key="customer">
              <Link to="/customers/$code" params={{ code: customer.code }}>
                {customer.name}
              </Link>
              <span className="td-second-line">
                <span className="td-mono">{customer.code}</span> {customer.unitName}
              </span>
            </span>
          ) : (
            t('trace.nobody')
          ),
        ],
        [
          t('trace.partner'),
          <span key="partner">
            {request.partnerName || t('customers.payment.ourselves')}
            <span className="td-second-line">
              <ChannelName channel={request.channel} />
            </span>
          </span>,
        ],
      ]}
    />
  );
}

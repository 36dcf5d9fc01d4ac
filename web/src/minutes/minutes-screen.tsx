import '../styles/minutes.css';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { minutesQuery, type Minutes } from '../api/paper-queries.ts';
import { formatDate, formatInstant, formatPeriod } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Facts, Page } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { FiguresSection } from './figures-section.tsx';
import { MinutesStateTag } from './minutes-state.tsx';
import { ReconciliationSection } from './reconciliation-section.tsx';
import { ReopenSection } from './reopen-section.tsx';
import { SignSection } from './sign-section.tsx';
import { StepsSection, VersionsSection } from './versions-section.tsx';

const route = getRouteApi('/staff/minutes/$id');

/** One paper: what it says, who signed it, its versions. */
export function MinutesScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(minutesQuery(id));
  const path = `/minutes/${encodeURIComponent(id)}`;
  return (
    <Page
      title={query.data ? t('minutes.page.title', { number: query.data.number }) : t('minutes.title')}
      lead={query.data && <Lead minutes={query.data} />}
      crumbs={query.data ? crumbsOf(query.data, t('minutes.title')) : []}
      actions={
        <>
          <Button
            component="a"
            href={apiAddress(path, { format: 'pdf' })}
            target="_blank"
            rel="noopener"
            size="sm"
            leftSection={<IconPrinter size={16} aria-hidden />}
          >
            {t('minutes.page.pdf')}
          </Button>
          <ExportLink path={path} />
        </>
      }
    >
      <Answered query={query} skeleton={<Skeletons rows={8} height={40} />}>
        {(minutes) => (
          <>
            <MinutesFacts minutes={minutes} />
            <SignSection key={`sign ${minutes.id}`} minutes={minutes} />
            <FiguresSection content={minutes.content} />
            <ReconciliationSection content={minutes.content} />
            <ReopenSection key={`reopen ${minutes.id}`} minutes={minutes} />
            <VersionsSection minutes={minutes} />
            <StepsSection minutes={minutes} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function crumbsOf({ content, number }: Minutes, title: string) {
  const month = content.from.slice(0, 7);
  const { code, name } = content.partner;
  return [
    <Link key="all" to="/minutes" search={{ month }}>
      {title}
    </Link>,
    <Link key="partner" to="/minutes" search={{ month, partner: code }}>
      {name}
    </Link>,
    <span key="number" className="td-mono">
      {number}
    </span>,
  ];
}

function Lead({ minutes: { content } }: { minutes: Minutes }) {
  const { t } = useTranslation();
  return (
    <>
      {content.kind === 'day'
        ? t('minutes.page.day', { day: formatDate(content.from) })
        : t('minutes.page.month', { month: formatPeriod(content.from.slice(0, 7)) })}
      {' – '}
      {content.partner.name}
    </>
  );
}

function MinutesFacts({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation();
  const { content } = minutes;
  const { seal } = content.moving;
  return (
    <Facts
      facts={[
        [t('minutes.state'), <MinutesStateTag key="state" state={minutes.state} />],
        [t('minutes.page.madeBy'), `${minutes.madeBy}, ${formatInstant(minutes.madeAt)}`],
        [t('minutes.page.hash'), <Hash key="hash" hash={minutes.hash} />],
        content.previousHash !== null && [
          t('minutes.page.previous'),
          <Hash key="previous" hash={content.previousHash} />,
        ],
        seal && [
          t('minutes.page.seal'),
          t(seal.coversAll ? 'minutes.page.sealOf' : 'minutes.page.sealPart', { id: seal.id }),
        ],
        content.kind === 'day' && [
          t('minutes.session'),
          <Link
            key="day"
            to="/reconciliation/$partner/$day"
            params={{ partner: content.partner.code, day: content.from }}
          >
            {t('minutes.page.openDay')}
          </Link>,
        ],
      ]}
    />
  );
}

/** The first letters stand for the whole, which is in the title and on the paper. */
export function Hash({ hash }: { hash: string }) {
  return (
    <span className="td-mono" title={hash}>
      {hash.slice(0, 16)}…
    </span>
  );
}

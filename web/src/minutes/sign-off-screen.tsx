import '../styles/board.css';
import '../styles/reconciliation.css';
import '../styles/minutes.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addMonths, isMonth, monthOf } from '../../../core/dates.ts';
import { signOffQuery, type SignOff } from '../api/paper-queries.ts';
import { useSession } from '../api/session.ts';
import { formatPeriod } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Empty, Skeletons } from '../ui/states.tsx';
import { SignOffTable } from './sign-off-table.tsx';

const route = getRouteApi('/staff/minutes');

/** Who has signed what: the partners of a month, or the days of one of them. */
export function SignOffScreen() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const search = route.useSearch();
  const { partner } = search;
  const month = search.month && isMonth(search.month) ? search.month : monthOf(businessDate);
  const query = useQuery(signOffQuery({ month, partner }));
  const name = query.data?.rows.find(({ partnerCode }) => partnerCode === partner)?.partnerName ?? partner;
  return (
    <Page
      title={partner ? t('minutes.ofPartner', { partner: name }) : t('minutes.title')}
      lead={t('minutes.lead')}
      crumbs={
        partner
          ? [
              <Link key="all" to="/minutes" search={{ month: search.month }}>
                {t('minutes.title')}
              </Link>,
              <span key="partner">{name}</span>,
            ]
          : []
      }
      actions={<ExportLink path="/minutes" query={{ month, partner }} />}
    >
      <MonthChoice month={month} latest={monthOf(businessDate)} />
      <Answered query={query} skeleton={<Skeletons rows={10} height={32} />}>
        {(list) =>
          list.rows.length === 0 ? (
            <Empty>{t(partner ? 'minutes.emptyDays' : 'minutes.emptyMonth')}</Empty>
          ) : (
            <>
              <Progress list={list} byDay={partner !== undefined} />
              <SignOffTable list={list} byDay={partner !== undefined} month={month} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Progress({ list, byDay }: { list: SignOff; byDay: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="td-sign-off">
      <strong className="td-figures">
        {t('minutes.signedOf', { signed: list.signed, total: list.total })}
      </strong>
      <span>{t(byDay ? 'minutes.signedDays' : 'minutes.signedPartners')}</span>
      <progress value={list.signed} max={list.total} aria-hidden />
    </div>
  );
}

function MonthChoice({ month, latest }: { month: string; latest: string }) {
  const { t } = useTranslation();
  const step = (months: number) => {
    const to = addMonths(month, months);
    return (
      <Link
        to="."
        search={(now: object) => ({ ...now, month: to === latest ? undefined : to })}
        className="td-chip"
        replace
      >
        {t(months < 0 ? 'minutes.earlier' : 'minutes.later', { month: formatPeriod(to) })}
      </Link>
    );
  };
  return (
    <nav className="td-filters td-month" aria-label={t('minutes.monthLabel')}>
      {step(-1)}
      <h2 className="td-figures">{t('minutes.month', { month: formatPeriod(month) })}</h2>
      {month < latest && step(1)}
    </nav>
  );
}

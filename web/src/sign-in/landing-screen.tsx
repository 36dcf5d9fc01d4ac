import '../styles/landing.css';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { demoQuery, sessionQuery } from '../api/session.ts';
import type { Demo } from '../api/types.ts';
import { formatPeriod, formatRatio } from '../format.ts';
import { BrandMark, Preferences } from '../shell/header.tsx';
import { RoleCards } from './role-cards.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { TourList } from './tour-list.tsx';

/** First page of a demo: what this is, one click into any role, five things to try. Production goes to the sign-in. */
export function LandingScreen() {
  const { t } = useTranslation();
  const { data: demo } = useSuspenseQuery(demoQuery);
  const { data: session } = useSuspenseQuery(sessionQuery);
  useEffect(() => {
    document.title = `${t('app.name')} – ${t('app.tagline')}`;
  }, [t]);
  if (!demo) return <Navigate to={session ? '/board' : '/sign-in'} replace />;
  return (
    <div className="td-landing">
      <LandingHeader />
      <main id="content" tabIndex={-1}>
        <div className="td-landing-top">
          <div>
            <h1>{t('landing.title')}</h1>
            <p className="td-landing-intro">{t('landing.intro', { partners: 18 })}</p>
            {session && (
              <p className="td-landing-goon">
                <Button component={Link} to="/board" rightSection={<IconArrowRight size={18} aria-hidden />}>
                  {t('landing.toBoard')}
                </Button>
                <span className="td-small">{t('landing.goOn', { name: session.staff.displayName })}</span>
              </p>
            )}
          </div>
          <Headline demo={demo} />
        </div>
        <div className="td-landing-columns">
          <section aria-labelledby="roles">
            <h2 id="roles">{t('landing.asRole')}</h2>
            <RoleCards demo={demo} />
          </section>
          <aside className="td-landing-side">
            <TourList />
            <details className="td-by-hand">
              <summary>{t('signIn.byHand')}</summary>
              <SignInForm next={undefined} />
            </details>
            <p className="td-small">
              {t('landing.partnerApi')}: <a href={demo.partnerApi.docsUrl}>{t('landing.partnerDocs')}</a>
            </p>
          </aside>
        </div>
      </main>
    </div>
  );
}

export function LandingHeader() {
  const { t } = useTranslation();
  return (
    <header className="td-landing-header">
      <span className="td-brand">
        <BrandMark />
        <span>{t('app.name')}</span>
      </span>
      <span className="td-landing-tagline td-small">{t('app.tagline')}</span>
      <span className="td-header-tools">
        <Preferences />
      </span>
    </header>
  );
}

/** Where the first company stands, and where it has to go. */
function Headline({ demo }: { demo: Demo }) {
  const { t } = useTranslation();
  const { headline } = demo;
  if (!headline || headline.customersRatio === null) return null;
  const { customersRatio: ratio, target } = headline;
  return (
    <figure className="td-headline">
      <figcaption>
        {t('landing.headline', { company: headline.companyName, period: formatPeriod(headline.period) })}
      </figcaption>
      <p className="td-headline-number">
        {formatRatio(ratio)}
        {target !== null && (
          <span>
            <IconArrowRight size={22} aria-hidden /> {t('landing.target', { target: formatRatio(target) })}
          </span>
        )}
      </p>
      <div className="td-bullet td-bullet-large" aria-hidden>
        <div className="td-bullet-bar" style={{ width: `${ratio * 100}%` }} />
        {target !== null && <div className="td-bullet-tick" style={{ left: `${target * 100}%` }} />}
      </div>
    </figure>
  );
}

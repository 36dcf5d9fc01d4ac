import '../styles/landing.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { demoQuery } from '../api/session.ts';
import { LandingHeader } from './landing-screen.tsx';
import { SignInForm } from './sign-in-form.tsx';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  const { t } = useTranslation();
  const { next, ended } = route.useSearch();
  const { data: demo } = useQuery(demoQuery);
  useEffect(() => {
    document.title = `${t('signIn.title')} – ${t('app.name')}`;
  }, [t]);
  return (
    <div className="td-landing">
      <LandingHeader />
      <main id="content" tabIndex={-1} className="td-sign-in">
        <h1>{t('signIn.title')}</h1>
        {ended && <p className="td-notice">{t('signIn.ended')}</p>}
        <SignInForm next={next} />
        <p className="td-small">
          {demo ? <Link to="/">{t('landing.asRole')}</Link> : t('landing.production')}
        </p>
      </main>
    </div>
  );
}

import { Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { demoQuery, useSession } from '../api/session.ts';
import { Forbidden, Skeletons } from '../ui/states.tsx';
import { Header } from './header.tsx';
import { Sidebar } from './sidebar.tsx';

/** Around every address: the demo strip and the skip link. */
export function Root() {
  const { t } = useTranslation();
  return (
    <>
      <a className="td-skip" href="#content">
        {t('app.skip')}
      </a>
      <DemoStrip />
      <Suspense fallback={<Skeletons />}>
        <Outlet />
      </Suspense>
    </>
  );
}

/** On every page of a demo, printed pages too, so that nobody takes its figures for real ones. */
function DemoStrip() {
  const { t } = useTranslation();
  const { data: demo } = useQuery(demoQuery);
  if (!demo) return null;
  return (
    <aside className="td-demo-strip" aria-label={t('nav.demo')}>
      {t('landing.strip')}
    </aside>
  );
}

/** Header, navigation and the screen. On a phone the navigation is a sheet behind a button. */
export function StaffShell() {
  const [navigationOpen, setNavigationOpen] = useState(false);
  const address = useRouterState({ select: ({ location }) => location.href });
  useEffect(() => setNavigationOpen(false), [address]);
  useEffect(() => {
    if (!navigationOpen) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setNavigationOpen(false);
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [navigationOpen]);
  return (
    <div className="td-shell">
      <Header navigationOpen={navigationOpen} onToggleNavigation={() => setNavigationOpen((open) => !open)} />
      <Sidebar open={navigationOpen} />
      <main id="content" className="td-main" tabIndex={-1}>
        <PermittedScreen />
      </main>
    </div>
  );
}

/** A screen whose permission the account lacks is told so at once, without asking the server for refused data. */
function PermittedScreen() {
  const { t } = useTranslation();
  const { staff } = useSession();
  const matches = useMatches();
  const permission = matches.at(-1)?.staticData.permission;
  if (permission && !staff.permissions.includes(permission)) {
    return <Forbidden role={t(`account.roles.${staff.role as 'viewer'}`, { defaultValue: staff.role })} />;
  }
  return (
    <Suspense fallback={<Skeletons rows={8} />}>
      <Outlet />
    </Suspense>
  );
}

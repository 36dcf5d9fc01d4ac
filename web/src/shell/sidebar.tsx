import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { demoQuery, useSession } from '../api/session.ts';
import { useTour } from '../demo/tour.ts';
import { navigation } from './navigation.ts';

/** The navigation: what this account may see, and in a demo how far the five-minute tour has come. */
export function Sidebar({ open }: { open: boolean }) {
  const { t } = useTranslation();
  const { staff } = useSession();
  const { data: demo } = useQuery(demoQuery);
  const tour = useTour();
  const groups = navigation
    .filter(({ group }) => group !== 'demo' || demo)
    .map(({ group, items }) => ({
      group,
      items: items.filter(({ permission }) => staff.permissions.includes(permission)),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <nav
      id="navigation"
      className={`td-sidebar${open ? ' td-sidebar-open' : ''}`}
      aria-label={t('nav.label')}
    >
      <div className="td-sidebar-inner">
        {groups.map(({ group, items }) => (
          <div key={group} className="td-nav-group">
            <h2>{t(`nav.${group}`)}</h2>
            <ul>
              {items.map(({ to, key, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className="td-nav-link"
                    activeOptions={{ exact: hasPartsOfItsOwn(to) }}
                    activeProps={{ 'aria-current': 'page' }}
                  >
                    <Icon size={18} stroke={1.7} aria-hidden />
                    {t(`nav.${key}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {demo && (
          <Link to="/" className="td-nav-link td-nav-tour">
            <IconListCheck size={18} stroke={1.7} aria-hidden />
            <span>{t('nav.tour')}</span>
            <span className="td-nav-count">
              {tour.done.length}/{tour.steps.length}
            </span>
          </Link>
        )}
      </div>
    </nav>
  );
}

/** An address below which another entry stands is current only where no other one is. */
function hasPartsOfItsOwn(to: string): boolean {
  return navigation.some(({ items }) => items.some((item) => item.to.startsWith(`${to}/`)));
}

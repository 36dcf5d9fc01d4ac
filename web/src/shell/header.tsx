import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconMenu2, IconMoon, IconSun, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clockQuery } from '../api/queries.ts';
import { useSession, useSignInOut } from '../api/session.ts';
import { formatDate } from '../format.ts';
import { changeLanguage } from '../i18n/setup.ts';
import { FindCustomer } from './find-customer.tsx';

export function Header(props: { navigationOpen: boolean; onToggleNavigation: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  return (
    <header className="td-header">
      <ActionIcon
        className="td-burger"
        variant="subtle"
        size={40}
        aria-expanded={props.navigationOpen}
        aria-controls="navigation"
        aria-label={props.navigationOpen ? t('nav.close') : t('nav.open')}
        onClick={props.onToggleNavigation}
      >
        {props.navigationOpen ? <IconX size={22} /> : <IconMenu2 size={22} />}
      </ActionIcon>
      <Link to="/" className="td-brand" aria-label={`${t('app.name')}, ${t('nav.home')}`}>
        <BrandMark />
        <span className="td-brand-name">{t('app.name')}</span>
      </Link>
      <span className="td-company" title={company.name}>
        {company.name}
      </span>
      <FindCustomer />
      <BusinessDay />
      <div className="td-header-tools">
        <Preferences />
        <Account />
      </div>
    </header>
  );
}

export function BrandMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="6" fill="#0B5394" />
      <path d="M18.5 4 8 18h6.5L13 28l11-15h-7z" fill="#fff" />
    </svg>
  );
}

/** Today as the business counts it; in a demo it runs ahead. */
function BusinessDay() {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const { data } = useQuery(clockQuery);
  return (
    <span className="td-business-day">
      <span className="td-business-day-label">{t('account.businessDate')}</span>
      <time dateTime={data?.businessDate ?? businessDate}>
        {formatDate(data?.businessDate ?? businessDate)}
      </time>
    </span>
  );
}

/** Language and light or dark; both are remembered on this machine. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        px={8}
        lang={i18n.language === 'en' ? 'vi' : 'en'}
        onClick={() => void changeLanguage(i18n.language === 'en' ? 'vi' : 'en')}
      >
        {t('account.language')}
      </Button>
      <ActionIcon
        variant="subtle"
        size={36}
        aria-label={dark ? t('account.light') : t('account.dark')}
        title={dark ? t('account.light') : t('account.dark')}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
      </ActionIcon>
    </>
  );
}

function Account() {
  const { t } = useTranslation();
  const { staff } = useSession();
  const { signOut } = useSignInOut();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    await navigate({ to: '/' });
  };
  return (
    <>
      <span className="td-account">
        <span>{staff.displayName}</span>
        <span className="td-small">
          {t(`account.roles.${staff.role as 'viewer'}`, { defaultValue: staff.role })}
        </span>
      </span>
      <ActionIcon
        variant="subtle"
        size={36}
        aria-label={t('account.signOut')}
        title={t('account.signOut')}
        onClick={() => void leave()}
      >
        <IconLogout size={20} />
      </ActionIcon>
    </>
  );
}

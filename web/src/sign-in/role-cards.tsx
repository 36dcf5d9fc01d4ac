import {
  IconArrowRight,
  IconBuilding,
  IconCalculator,
  IconCash,
  IconEye,
  IconServerCog,
  IconUserStar,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignInOut } from '../api/session.ts';
import type { Demo, DemoSignIn } from '../api/types.ts';
import { ProblemBlock } from '../ui/states.tsx';

const roleIcons = {
  business_head: IconUserStar,
  unit_staff: IconBuilding,
  accountant: IconCalculator,
  operator: IconServerCog,
  viewer: IconEye,
  cashier: IconCash,
};
type RoleName = keyof typeof roleIcons;

/** One card per demo account; one click signs in. Several companies stand behind a choice. */
export function RoleCards({ demo }: { demo: Demo }) {
  const { t } = useTranslation();
  const [companyCode, setCompanyCode] = useState(demo.companies[0]?.code ?? '');
  const { signIn } = useSignInOut();
  const navigate = useNavigate();
  const enter = useMutation({
    mutationFn: (account: DemoSignIn) => signIn(account.login, account.password),
    onSuccess: () => navigate({ to: '/board' }),
  });
  const accounts = demo.signIns.filter((account) => account.companyCode === companyCode);
  return (
    <>
      {demo.companies.length > 1 && (
        <div className="td-choices" role="group" aria-label={t('landing.companyChoice')}>
          {demo.companies.map(({ code, name }) => (
            <button
              key={code}
              type="button"
              aria-pressed={code === companyCode}
              onClick={() => setCompanyCode(code)}
            >
              {shortCompany(name)}
            </button>
          ))}
        </div>
      )}
      {enter.isError && <ProblemBlock error={enter.error} />}
      <ul className="td-role-cards">
        {accounts.map((account) => (
          <li key={account.login}>
            <RoleCard account={account} busy={enter.isPending} onEnter={() => enter.mutate(account)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function RoleCard(props: { account: DemoSignIn; busy: boolean; onEnter: () => void }) {
  const { t } = useTranslation();
  const { account } = props;
  const role = (account.role in roleIcons ? account.role : 'viewer') as RoleName;
  const Icon = roleIcons[role];
  return (
    <button type="button" className="td-role-card" disabled={props.busy} onClick={props.onEnter}>
      <Icon size={26} stroke={1.5} aria-hidden />
      <span className="td-role-text">
        <span className="td-role-title">{t(`account.roles.${role}`)}</span>
        <span className="td-role-who">
          {account.displayName}
          {account.unitName ? `, ${account.unitName}` : ''}
        </span>
        <span className="td-small">{t(`landing.roles.${role}`)}</span>
      </span>
      <IconArrowRight size={18} aria-hidden className="td-role-arrow" />
    </button>
  );
}

/** `PC Hà Tĩnh` of `Công ty Điện lực Hà Tĩnh`. */
function shortCompany(name: string): string {
  return name.replace(/^Công ty Điện lực /, 'PC ');
}

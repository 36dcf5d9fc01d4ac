import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignInOut } from '../api/session.ts';
import { ProblemBlock } from '../ui/states.tsx';

/** Login and password; afterwards back to the address one came from. */
export function SignInForm({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  const router = useRouter();
  const { signIn } = useSignInOut();
  const [missing, setMissing] = useState(false);
  const enter = useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => signIn(login, password),
    onSuccess: () => router.navigate({ href: safeAddress(next) }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const login = String(fields.get('login') ?? '').trim();
    const password = String(fields.get('password') ?? '');
    setMissing(login === '' || password === '');
    if (login !== '' && password !== '') enter.mutate({ login, password });
  };
  return (
    <form className="td-sign-in-form" onSubmit={submit} noValidate>
      {enter.isError && <ProblemBlock error={enter.error} />}
      <TextInput
        name="login"
        label={t('signIn.login')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        error={missing && t('signIn.missing')}
      />
      <PasswordInput name="password" label={t('signIn.password')} autoComplete="current-password" size="md" />
      <Button type="submit" size="md" loading={enter.isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

/** Only addresses of this console; never another site's. */
function safeAddress(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/board';
}

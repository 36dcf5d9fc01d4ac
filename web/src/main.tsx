import './styles/fonts.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/VisuallyHidden.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/ActionIcon.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';
import './styles/ground.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/table.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/call.ts';
import { sessionQuery } from './api/session.ts';
import { startLanguages } from './i18n/setup.ts';
import { createConsoleRouter } from './router.tsx';
import { resolveCssVariables, theme } from './theme.ts';

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => failures < 1 && !(error instanceof ApiError && error.problem.status >= 400),
    },
  },
});
const router = createConsoleRouter(queries);

/** A session that ended while one works leads to the sign-in, and from there back to the same address. */
function leaveIfSignedOut(error: unknown): void {
  if (!(error instanceof ApiError) || error.problem.status !== 401) return;
  const { pathname, href } = router.state.location;
  if (pathname === '/' || pathname === '/sign-in') return;
  queries.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: '/sign-in', search: { next: href, ended: 'yes' } });
}

reloadAfterUpgrade();
await startLanguages();
const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element #root');
createRoot(element).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'tiendien.color-scheme' })}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

/** A part of the console that is gone was replaced by an upgrade: load the new console, at most once a minute. */
function reloadAfterUpgrade(): void {
  const key = 'tiendien.reloaded-at';
  const pauseMs = 60_000;
  window.addEventListener('vite:preloadError', () => {
    if (Date.now() - Number(sessionStorage.getItem(key)) < pauseMs) return;
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  });
}

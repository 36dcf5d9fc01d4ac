import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { ApiError, getJson, rememberCsrfToken, sendJson } from './call.ts';
import type { Demo, Permission, Session } from './types.ts';

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await getJson<Session>('/session', {}, signal);
      rememberCsrfToken(session.csrfToken);
      return session;
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** What a demo offers; null in production, where the address does not exist. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: async ({ signal }): Promise<Demo | null> => {
    try {
      return await getJson<Demo>('/demo', {}, signal);
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 404) return null;
      throw error;
    }
  },
  staleTime: 30_000,
});

/** The session of a screen that stands behind the sign-in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data)
    throw new ApiError({ status: 401, code: 'staff.not_signed_in', detail: '', detailEn: '', requestId: '' });
  return data;
}

export function useMay(permission: Permission): boolean {
  return useSession().staff.permissions.includes(permission);
}

/** Signs in and out; everything cached of the person before is dropped. */
export function useSignInOut() {
  const queries = useQueryClient();
  return {
    signIn: async (login: string, password: string): Promise<Session> => {
      const session = await sendJson<Session>('POST', '/session', { login, password });
      rememberCsrfToken(session.csrfToken);
      queries.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'demo' && queryKey[0] !== 'session',
      });
      queries.setQueryData(sessionQuery.queryKey, session);
      return session;
    },
    signOut: async (): Promise<void> => {
      await sendJson<void>('DELETE', '/session').catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.problem.status !== 401) throw error;
      });
      rememberCsrfToken('');
      queries.setQueryData(sessionQuery.queryKey, null);
      queries.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'demo' && queryKey[0] !== 'session',
      });
    },
  };
}

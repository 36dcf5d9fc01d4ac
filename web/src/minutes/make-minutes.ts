import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sendJson } from '../api/call.ts';
import { refreshMinutes, type MinutesMade, type MinutesWish } from '../api/paper-queries.ts';

/** Makes minutes, or a draft anew, and opens them. */
export function useMakeMinutes() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (wish: MinutesWish) => sendJson<MinutesMade>('POST', '/minutes', wish),
    onSuccess: async ({ id }) => {
      await refreshMinutes(queries);
      await navigate({ to: '/minutes/$id', params: { id } });
    },
  });
}

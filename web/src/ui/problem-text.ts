import type { TFunction } from 'i18next';
import { ApiError } from '../api/call.ts';
import type { Problem } from '../api/types.ts';

/** Anything thrown, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return { status: 0, code: 'console.fault', detail: String(error), detailEn: String(error), requestId: '' };
}

/** What happened, in the reader's language. The server words its own refusals; we word what never reached it. */
export function describeProblem(problem: Problem, t: TFunction, language: string): string {
  if (problem.code === 'network.failed') return t('states.networkFailed');
  if (problem.code === 'server.no_answer') return t('states.noAnswer', { status: problem.status });
  return language === 'en' ? problem.detailEn : problem.detail;
}

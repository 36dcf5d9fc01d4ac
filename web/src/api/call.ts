import type { Problem } from './types.ts';

/** A refusal of the server, or a connection that failed (`code` `network.failed`). */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code} (${problem.status})`);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

let csrfToken = '';

/** The token of the session; every call that changes something carries it. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** What a call that changes something carries when it is not sent by `sendJson`. */
export function csrfHeaders(): Record<string, string> {
  return { 'x-csrf-token': csrfToken };
}

/** `/api/…` with the query's filled fields, in a stable order; the same address serves the XLSX. */
export function apiAddress(path: string, query: Query = {}): string {
  const filled = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = new URLSearchParams(filled.map(([key, value]) => [key, String(value)])).toString();
  return `/api${path}${search ? `?${search}` : ''}`;
}

export function getJson<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  return callApi<Answer>('GET', apiAddress(path, query), undefined, signal);
}

export function sendJson<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  return callApi<Answer>(method, apiAddress(path), body);
}

async function callApi<Answer>(
  method: string,
  address: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-csrf-token'] = csrfToken;
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(networkProblem());
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  throw new ApiError(await readProblem(response));
}

async function readProblem(response: Response): Promise<Problem> {
  return parseProblem(response.status, await response.text(), response.headers.get('x-request-id') ?? '');
}

/** A body that is no problem document (a proxy's page, an empty answer) still becomes one. */
export function parseProblem(status: number, text: string, requestId: string): Problem {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.code === 'string') return { ...emptyProblem(status, requestId), ...problem, status };
  } catch {
    // Not JSON: the caller sees the status instead.
  }
  return emptyProblem(status, requestId);
}

function emptyProblem(status: number, requestId: string): Problem {
  return { status, code: 'server.no_answer', detail: '', detailEn: '', requestId };
}

function networkProblem(): Problem {
  return { status: 0, code: 'network.failed', detail: '', detailEn: '', requestId: '' };
}

/** Sends a file as it is, telling how much has left; `fetch` cannot report that. */
export function uploadFile<Answer>(
  path: string,
  query: Query,
  file: File,
  onProgress: (sentBytes: number) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiAddress(path, query));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-csrf-token', csrfToken);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => reject(new ApiError(networkProblem()));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as Answer);
      else {
        const id = request.getResponseHeader('x-request-id') ?? '';
        reject(new ApiError(parseProblem(request.status, request.responseText, id)));
      }
    };
    request.send(file);
  });
}

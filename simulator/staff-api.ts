import { Readable } from 'node:stream';
import type { Desk } from './accountant.ts';
import type { ExportFile } from './billing-system.ts';

/** What the demo tells everybody, as far as the simulated world needs it. */
export interface DemoState {
  businessDate: string;
  /** Days by which business time is ahead of the wall clock. */
  offsetDays: number;
  /** Payments per second to aim at. */
  pace: number;
  companies: {
    code: string;
    name: string;
    fill: { anchor: string; size: number; firstMonth: string } | null;
  }[];
  signIns: { login: string; password: string; role: string; companyCode: string }[];
}

export async function readDemo(baseUrl: string): Promise<DemoState> {
  const response = await fetch(`${baseUrl}/api/demo`, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`GET /api/demo: ${response.status}`);
  return (await response.json()) as DemoState;
}

interface ImportState {
  id: string;
  fileName: string;
  state: string;
  rejected: number;
}

/** Somebody of the company's staff who may bring in bills: signed in by cookie, as a browser is. */
export interface StaffSession {
  listImports(): Promise<ImportState[]>;
  /** Uploads a bill file with its control totals, waits until it is checked, and publishes it. */
  bringInBills(file: ExportFile): Promise<ImportState>;
  /** Says where the company clears payments back to. */
  setClearingTarget(target: { url: string; secret: string }): Promise<void>;
}

export async function signInAsOperator(
  baseUrl: string,
  demo: DemoState,
  companyCode: string,
): Promise<StaffSession> {
  const people = demo.signIns.filter((person) => person.companyCode === companyCode);
  const person =
    people.find(({ role }) => role === 'operator') ?? people.find(({ role }) => role === 'business_head');
  if (!person) throw new Error(`nobody of ${companyCode} may bring in bills`);
  return openSession(`${baseUrl}/api`, await signIn(baseUrl, person));
}

async function signIn(
  baseUrl: string,
  person: { login: string; password: string },
): Promise<Record<string, string>> {
  const response = await fetch(`${baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: person.login, password: person.password }),
  });
  if (!response.ok)
    throw new Error(`sign-in of ${person.login}: ${response.status} ${await response.text()}`);
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { cookie, 'x-csrf-token': csrfToken };
}

/** The desk of somebody of the company, its accountant as a rule; undefined for a company that has none. */
export async function openDeskOf(
  baseUrl: string,
  demo: DemoState,
  companyCode: string,
  role = 'accountant',
): Promise<Desk | undefined> {
  const person = demo.signIns.find((one) => one.companyCode === companyCode && one.role === role);
  if (!person) return undefined;
  const api = `${baseUrl}/api`;
  const headers = await signIn(baseUrl, person);
  const call = openCalls(api, headers);
  const headersOf = (type: string): RequestInit => ({ headers: { 'content-type': type } });
  return {
    ask: async <Answer>(method: 'GET' | 'POST' | 'PUT', path: string, content?: object) =>
      (await call(method, path, {
        ...(content && { ...headersOf('application/json'), body: JSON.stringify(content) }),
      })) as Answer,
    upload: async <Answer>(path: string, content: Buffer) =>
      (await call('POST', path, {
        ...headersOf('application/octet-stream'),
        body: new Uint8Array(content),
      })) as Answer,
    download: async (path) => {
      const response = await fetch(`${api}${path}`, { headers });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}

type Call = (method: string, path: string, init?: RequestInit) => Promise<unknown>;

function openCalls(api: string, headers: Record<string, string>): Call {
  return async (method, path, init = {}) => {
    const response = await fetch(`${api}${path}`, {
      ...init,
      method,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

function openSession(api: string, headers: Record<string, string>): StaffSession {
  const call = openCalls(api, headers);
  const waitUntil = async (id: string, states: readonly string[]): Promise<ImportState> => {
    for (;;) {
      const state = (await call('GET', `/imports/${id}`)) as ImportState;
      if (states.includes(state.state)) return state;
      if (['failed', 'abandoned'].includes(state.state)) throw new Error(`import ${id} ${state.state}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  return {
    listImports: async () => ((await call('GET', '/imports')) as { rows: ImportState[] }).rows,
    bringInBills: async (file) => {
      const query = new URLSearchParams({
        kind: 'bills',
        fileName: file.fileName,
        rows: String(file.rows),
        total: String(file.totalVnd),
      });
      const { id } = (await call('POST', `/imports?${query.toString()}`, {
        body: Readable.toWeb(Readable.from(file.pieces())) as unknown as ReadableStream,
        headers: { 'content-type': 'application/octet-stream' },
        duplex: 'half',
      } as RequestInit)) as { id: string };
      await waitUntil(id, ['checked', 'published']);
      await call('POST', `/imports/${id}/publish`, {
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });
      return waitUntil(id, ['published']);
    },
    setClearingTarget: async (target) => {
      await call('PUT', '/clearing/target', {
        body: JSON.stringify(target),
        headers: { 'content-type': 'application/json' },
      });
    },
  };
}

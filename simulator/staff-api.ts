import { Readable } from 'node:stream';
import type { ExportFile } from './billing-system.ts';

/** What the demo tells everybody, as far as the simulated world needs it. */
export interface DemoState {
  businessDate: string;
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
  return openSession(`${baseUrl}/api`, { cookie, 'x-csrf-token': csrfToken });
}

function openSession(api: string, headers: Record<string, string>): StaffSession {
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${api}${path}`, {
      ...init,
      method,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
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

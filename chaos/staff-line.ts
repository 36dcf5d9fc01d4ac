/** One member of the company's staff, signed in over HTTP as the console is. */
export interface ChaosStaff {
  login: string;
  password: string;
}

/** One request of staff with what it got; the status is undefined where no answer came. */
export interface StaffTold {
  login: string;
  request: string;
  content: unknown;
  status: number | undefined;
  code: string;
  body: Record<string, unknown>;
}

type Answer = Pick<StaffTold, 'status' | 'code' | 'body'>;

const silence: Answer = { status: undefined, code: 'silence', body: {} };
const patienceMs = 12_000;

/** Requests of one person to a product that may be gone at any moment. Everything asked and answered is kept. */
export class StaffLine {
  readonly told: StaffTold[];
  private readonly address: string;
  private readonly person: ChaosStaff;
  private session: Record<string, string> | undefined;

  constructor(address: string, person: ChaosStaff, told: StaffTold[]) {
    this.address = address;
    this.person = person;
    this.told = told;
  }

  async send(method: 'GET' | 'POST' | 'PUT', path: string, content?: object): Promise<Answer> {
    const session = (this.session ??= await this.signIn());
    const answer = session ? await this.ask(method, path, session, content) : silence;
    if (answer.status === 401) this.session = undefined;
    this.told.push({ login: this.person.login, request: `${method} ${path}`, content, ...answer });
    return answer;
  }

  private async signIn(): Promise<Record<string, string> | undefined> {
    try {
      const response = await fetch(`${this.address}/api/session`, {
        method: 'POST',
        signal: AbortSignal.timeout(patienceMs),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.person),
      });
      const { csrfToken } = (await response.json()) as { csrfToken?: string };
      const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]);
      return csrfToken === undefined ? undefined : { cookie: cookie.join('; '), 'x-csrf-token': csrfToken };
    } catch {
      return undefined;
    }
  }

  private async ask(
    method: string,
    path: string,
    session: Record<string, string>,
    content: object | undefined,
  ): Promise<Answer> {
    try {
      const response = await fetch(`${this.address}/api${path}`, {
        method,
        signal: AbortSignal.timeout(patienceMs),
        headers: { ...session, ...(content && { 'content-type': 'application/json' }) },
        ...(content && { body: JSON.stringify(content) }),
      });
      const body = (await response.json()) as Record<string, unknown>;
      return { status: response.status, code: typeof body['code'] === 'string' ? body['code'] : '', body };
    } catch {
      return silence;
    }
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { BusinessDate } from '../core/dates.ts';
import type { BankHabit } from './banks/habit.ts';
import { banks } from './banks/roster.ts';
import { calmBank, type BankSwitches } from './banks/switches.ts';
import type { SentFile } from './banks/world.ts';
import type { MailReceiver } from './mail-receiver.ts';
import type { Gateway } from './rails/gateways.ts';
import type { LiveRails } from './rails/live.ts';

/**
 * Where the simulated world is driven by hand, on this machine only: `GET /providers`, `PUT /providers/CODE/switches/NAME`
 * with `{on}`, `POST /actions/send-statements`, `answer-debits`, `call-back`.
 */
export interface Control {
  url: string;
  stop(): Promise<void>;
}

interface Driven {
  /** Companies whose banks and gateways can be driven. */
  rails(): Iterable<LiveRails>;
  businessDate(): BusinessDate | undefined;
  /** Where the reports of the demo arrive; nowhere without one. */
  mail?: () => MailReceiver | undefined;
}

/** A provider as the console shows it. */
interface ShownProvider {
  code: string;
  kind: 'bank' | 'gateway' | 'mail';
  name: string;
  /** How it writes: format of statements, of debits and their answers; or the protocol it speaks. */
  speaks: string[];
  /** Statements that have not gone out, or outcomes that were not called back. */
  waiting: number;
  switches: { name: string; on: boolean }[];
}

interface ActionDone {
  sent: SentFile[];
  calls: number;
}

const gatewaySwitches = [
  'latency',
  'refuse',
  'duplicate',
  'outOfOrder',
  'wrongSignature',
  'mute',
  'outage',
] as const;
type GatewaySwitch = (typeof gatewaySwitches)[number];
const slowMs = 4_000;

export async function startControl(driven: Driven, port: number): Promise<Control> {
  const server = createServer((request, response) => {
    answer(driven, request, response).catch((error: unknown) =>
      send(response, 500, { error: String(error) }),
    );
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(driven: Driven, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, place = '', code = '', , name = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
  const rails = [...driven.rails()];
  const mail = driven.mail?.();
  if (request.method === 'GET' && place === 'providers')
    return send(response, 200, { rows: listProviders(rails, mail, driven.businessDate()) });
  if (request.method === 'PUT' && place === 'providers') {
    const { on } = JSON.parse(await bodyOf(request)) as { on: boolean };
    const wish = { code, name, on };
    const found = turnMail(mail, wish) || rails.some((one) => turn(one, wish));
    return send(response, found ? 200 : 404, {});
  }
  if (request.method !== 'POST' || place !== 'actions') return send(response, 404, {});
  const done = await act(rails, code, driven.businessDate());
  send(response, done ? 200 : 404, done ?? {});
}

function listProviders(
  rails: readonly LiveRails[],
  mail: MailReceiver | undefined,
  date: BusinessDate | undefined,
): ShownProvider[] {
  const [first] = rails;
  if (!first) return [];
  return [
    ...(mail ? [showMail(mail)] : []),
    ...first.gateways.map(showGateway),
    ...banks.map((bank) => showBank(first, bank, date)),
  ];
}

function showBank({ banks: world, switches }: LiveRails, bank: BankHabit, date = ''): ShownProvider {
  const own = world.accounts.filter((account) => account.bank === bank.code);
  const waiting = own.flatMap(({ number }) =>
    world.books.daysOf(number).filter((day) => day <= date && !world.books.hasSent(number, day)),
  );
  const turned = switches.get(bank.code) ?? calmBank;
  return {
    code: bank.code,
    kind: 'bank',
    name: bank.name,
    speaks: [statementWord(bank), bank.debits.takes, bank.debits.answers],
    waiting: waiting.length,
    switches: Object.entries(turned).map(([name, on]) => ({ name, on: on === true })),
  };
}

function statementWord({ statement }: BankHabit): string {
  if (statement.kind === 'camt') return `camt.${statement.message}.001.${statement.version}`;
  if (statement.kind === 'mt940') return statement.envelope ? 'MT940 SWIFT' : 'MT940';
  return statement.form.toUpperCase();
}

const protocols: Record<Gateway['provider'], string> = {
  momo: 'MoMo v2',
  zalopay: 'ZaloPay v2',
  vnpay: 'VNPAY 2.1',
  viettel: 'Viettel Money',
};

function showGateway({ account, name, provider, variant, desk }: Gateway): ShownProvider {
  return {
    code: account,
    kind: 'gateway',
    name,
    speaks: [variant === null ? protocols[provider] : `${protocols[provider]}, ${variant}`],
    waiting: desk.waiting.length,
    switches: gatewaySwitches.map((one) => ({
      name: one,
      on: one === 'latency' ? desk.switches.latencyMs > 0 : desk.switches[one],
    })),
  };
}

const mailCode = 'MAIL';

function showMail({ switches }: MailReceiver): ShownProvider {
  return {
    code: mailCode,
    kind: 'mail',
    name: 'Hộp thư nhận báo cáo',
    speaks: ['SMTP'],
    waiting: 0,
    switches: [
      { name: 'latency', on: switches.latencyMs > 0 },
      { name: 'refuse', on: switches.refuse },
      { name: 'outage', on: switches.outage },
    ],
  };
}

interface Turned {
  code: string;
  name: string;
  on: boolean;
}

/** False for another provider, or a switch that is not there. */
function turnMail(mail: MailReceiver | undefined, { code, name, on }: Turned): boolean {
  if (!mail || code !== mailCode) return false;
  if (name === 'latency') mail.switches.latencyMs = on ? slowMs : 0;
  else if (name === 'refuse' || name === 'outage') mail.switches[name] = on;
  else return false;
  return true;
}

/** False for a provider or switch that is not there. */
function turn(rails: LiveRails, { code, name, on }: Turned): boolean {
  const gateway = rails.gateways.find(({ account }) => account === code);
  if (gateway) {
    const known = gatewaySwitches.find((one): one is GatewaySwitch => one === name);
    if (known === 'latency') gateway.desk.switches.latencyMs = on ? slowMs : 0;
    else if (known) gateway.desk.switches[known] = on;
    return known !== undefined;
  }
  const turned = rails.switches.get(code);
  if (!turned || !(name in calmBank)) return false;
  turned[name as keyof BankSwitches] = on;
  return true;
}

async function act(
  rails: readonly LiveRails[],
  action: string,
  date: BusinessDate | undefined,
): Promise<ActionDone | undefined> {
  const done: ActionDone = { sent: [], calls: 0 };
  if (!['send-statements', 'answer-debits', 'call-back'].includes(action)) return undefined;
  if (date === undefined) return done;
  for (const one of rails) {
    if (action === 'send-statements') done.sent.push(...(await one.sendStatements(date)));
    else if (action === 'answer-debits') done.sent.push(...(await one.answerDebits(date)));
    else done.calls += await one.callBack();
  }
  return done;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** The whole message as it came, headers and parts. */
  raw: string;
}

/** What goes wrong at it on purpose. */
export interface MailSwitches {
  /** Takes no recipient, for good (550). */
  refuse: boolean;
  /** Takes no recipient for now (451). */
  outage: boolean;
  /** Answers each message only after a while. */
  latencyMs: number;
}

/** The mail server of whoever reports go to: it speaks SMTP, keeps what it takes, and never passes anything on. */
export interface MailReceiver {
  /** For the settings: `smtp://127.0.0.1:2525`. */
  url: string;
  received: ReceivedMail[];
  switches: MailSwitches;
  stop(): Promise<void>;
}

/** Of a demo that runs for days, the last ones are enough. */
const kept = 200;

/** With an account, only who signs in with it is heard. Port 0 takes a free one. */
export async function startMailReceiver(
  port: number,
  account?: { user: string; password: string },
): Promise<MailReceiver> {
  const received: ReceivedMail[] = [];
  const switches: MailSwitches = { refuse: false, outage: false, latencyMs: 0 };
  const server = new SMTPServer({
    authOptional: account === undefined,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: (given, _session, done) => {
      const known = given.username === account?.user && given.password === account?.password;
      if (known) done(null, { user: given.username });
      else done(answerOf(535, 'Sai tài khoản'));
    },
    onRcptTo: (_address, _session, done) => {
      if (switches.refuse) done(answerOf(550, 'Hộp thư không nhận'));
      else if (switches.outage) done(answerOf(451, 'Thử lại sau'));
      else done();
    },
    onData: (stream, { envelope }, done) => {
      void text(stream).then((raw) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to, raw });
        received.splice(0, received.length - kept);
        setTimeout(() => done(null), switches.latencyMs);
      });
    },
  });
  // A sender who leaves in the middle is no news.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const { port: taken } = server.server.address() as AddressInfo;
  const door = account ? `${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}@` : '';
  return {
    url: `smtp://${door}127.0.0.1:${taken}`,
    received,
    switches,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}

function answerOf(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

import { createTransport } from 'nodemailer';

export interface Mail {
  /** The same at every attempt, so that a mail server can tell a repetition. */
  messageId: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  attachments: readonly { fileName: string; content: Buffer; type: string }[];
}

/**
 * What became of a mail. `refused`: the server will never take it, by an answer of 500 and above to the address or the
 * message. `failed`: it may do so later.
 */
export type MailOutcome =
  | { state: 'sent'; reply: string }
  | { state: 'refused'; fault: string; reply: string | null }
  | { state: 'failed'; fault: string; reply: string | null };

/** Opens a connection to a mail server; the address holds its account: `smtps://user:secret@mail.example.vn:465`. */
export function openMailServer(address: string): { send(mail: Mail): Promise<MailOutcome>; close(): void } {
  const transport = createTransport({
    url: address,
    pool: true,
    maxConnections: 1,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // Content is given as bytes; nothing is read or fetched because a text says so.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ attachments, ...mail }) => {
      try {
        const { response } = await transport.sendMail({
          ...mail,
          attachments: attachments.map(({ fileName, content, type }) => ({
            filename: fileName,
            content,
            contentType: type,
          })),
        });
        return { state: 'sent', reply: response };
      } catch (error) {
        return outcomeOf(error as MailError);
      }
    },
    close: () => transport.close(),
  };
}

const patienceMs = 15_000;

interface MailError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

/** An answer to a sign-in concerns the settings, not the mail: it is tried again once they are mended. */
function outcomeOf({ code, responseCode, response, message }: MailError): MailOutcome {
  const reply = response ?? null;
  const isFinal = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return {
    state: isFinal ? 'refused' : 'failed',
    fault: `${code ?? 'EMAIL'}: ${message}`.slice(0, 300),
    reply,
  };
}

import { isJsonObject, type JsonObject, type JsonValue } from '../../../core/gateways/json-text.ts';
import type { ProviderName } from '../../../core/gateways/providers.ts';
import { plainText, type Message } from '../../../core/gateways/scheme.ts';
import type { Reply, Taken } from './provider.ts';

/** Money that came to (or left) one of our bank accounts, as a service that watches the account tells it. */
export interface Transfer {
  /** The service's own id of it: of one account never used twice. */
  id: string;
  /** The bank account, and the virtual account where the payer used one. */
  accounts: string[];
  /** Whole dong; zero or less where money left. */
  amountVnd: bigint;
  /** What the payer wrote, as the bank passed it on. */
  text: string;
}

/** A service that tells of transfers: SePay, Casso, payOS. */
export interface TransferWatch {
  /** Undefined where an authentic message is not what it should be. */
  readTransfers(message: Message): Transfer[] | undefined;
  reply: (taken: Taken) => Reply;
}

/** Each wants HTTP 2xx for what is kept, whatever we make of it, and repeats anything else. */
function reply(taken: Taken): Reply {
  if (taken === 'wrong_signature') return { status: 401, body: { success: false } };
  if (taken === 'unreadable') return { status: 400, body: { success: false } };
  return taken === 'fault'
    ? { status: 503, body: { success: false } }
    : { status: 200, body: { success: true } };
}

function text(value: JsonValue | undefined): string | undefined {
  return plainText(value ?? null) || undefined;
}

/** Whole dong of a number that may be written with a fraction of zeros. */
function vnd(value: JsonValue | undefined): bigint | undefined {
  const digits = /^(-?\d{1,15})(?:\.0+)?$/.exec(text(value) ?? '')?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}

function transferOf(
  id: string | undefined,
  amountVnd: bigint | undefined,
  more: { accounts: (string | undefined)[]; text: string | undefined },
): Transfer | undefined {
  if (id === undefined || amountVnd === undefined) return undefined;
  const accounts = more.accounts.filter((account) => account !== undefined);
  return { id, amountVnd, accounts, text: more.text ?? '' };
}

/** SePay (developer.sepay.vn, "Tích hợp webhook"): one transfer per call, `transferType` in or out. */
const sepay: TransferWatch = {
  readTransfers: ({ fields }) => {
    const get = (name: string): string | undefined => text(fields.get(name));
    const amount = vnd(fields.get('transferAmount'));
    const way = get('transferType');
    if (way !== 'in' && way !== 'out') return undefined;
    const transfer = transferOf(get('id'), way === 'in' ? amount : amount && -amount, {
      accounts: [get('accountNumber'), get('subAccount')],
      text: get('content'),
    });
    return transfer && [transfer];
  },
  reply,
};

/** payOS (payos.vn/docs, "Webhook"): one transfer in `data`. */
const payos: TransferWatch = {
  readTransfers: ({ fields }) => {
    const told = fields.get('data');
    if (!isJsonObject(told)) return undefined;
    const reference = text(told['reference']);
    const transfer = transferOf(
      reference && `${text(told['orderCode']) ?? ''}-${reference}`,
      vnd(told['amount']),
      {
        accounts: [text(told['accountNumber']), text(told['virtualAccountNumber'])],
        text: text(told['description']),
      },
    );
    return transfer && [transfer];
  },
  reply,
};

/** Casso (developer.casso.vn, "Webhook"): V2 tells one transfer, the older way several; money that left is negative. */
const casso: TransferWatch = {
  readTransfers: ({ fields }) => {
    const told = fields.get('data') ?? null;
    const list = Array.isArray(told) ? told : [told];
    if (!list.every(isJsonObject)) return undefined;
    const transfers = list.map(cassoTransfer);
    return transfers.every((transfer) => transfer !== undefined) ? transfers : undefined;
  },
  reply,
};

function cassoTransfer(told: JsonObject): Transfer | undefined {
  const names = ['accountNumber', 'virtualAccountNumber', 'virtualAccount', 'bank_sub_acc_id', 'subAccId'];
  return transferOf(text(told['id']), vnd(told['amount']), {
    accounts: names.map((name) => text(told[name])),
    text: text(told['description']),
  });
}

const watches: Partial<Record<ProviderName, TransferWatch>> = { sepay, payos, casso };

export function watchOf(provider: ProviderName): TransferWatch | undefined {
  return watches[provider];
}

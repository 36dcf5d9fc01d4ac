import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { readClock } from '../../platform/clock.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { gatewayError } from './errors.ts';
import type { Occasion } from './occasion.ts';
import type { Provider, Reply } from './provider.ts';
import { providerOf } from './providers.ts';
import { findAccount, type AccountRow } from './queries.ts';
import { takeConfirm } from './take-confirm.ts';
import { takeTransfers } from './take-transfers.ts';
import { watchOf } from './transfer-watch.ts';
import { messageOf, takeCallback, takeReturn, type Called } from './take-callback.ts';

const Params = Type.Object({
  company: Type.String({ pattern: '^[A-Z0-9_]{2,20}$' }),
  account: Type.String({ pattern: '^[a-z][a-z0-9-]{1,29}$' }),
});

/** Notices are a few hundred bytes; the longest list of transfers is far below this. */
const bodyLimit = 32_768;

/**
 * Where providers call us, and where payers' browsers come back to. Public: who calls proves it by the signature over the
 * raw bytes. Every provider is answered in its own words, also where something of ours fails.
 */
export function gatewayCallbackRoutes(app: App, runtime: Runtime): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.route({
    method: ['GET', 'POST'],
    url: '/:company/:account/callback',
    schema: { params: Params, hide: true },
    bodyLimit,
    handler: async (request, reply) => {
      const contract = await contractOf(runtime, request.params);
      return sendReply(reply, await answerCall(runtime, contract, request, listenerOf(contract)));
    },
  });
  app.route({
    method: 'POST',
    url: '/:company/:account/confirm',
    schema: { params: Params, hide: true },
    bodyLimit,
    handler: async (request, reply) => {
      const contract = await contractOf(runtime, request.params);
      const provider = payProviderOf(contract);
      ensure(provider.confirm, gatewayError('gateways.unknown_account', request.params));
      const listener: Listener = {
        take: (occasion, called) => takeConfirm(occasion, { ...contract, provider }, called),
        reply: provider.confirm.reply,
      };
      return sendReply(reply, await answerCall(runtime, contract, request, listener));
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/:company/:account/return',
    schema: { params: Params, hide: true },
    bodyLimit,
    handler: async (request, reply) => {
      const contract = await contractOf(runtime, request.params);
      const provider = payProviderOf(contract);
      await takeReturn(await occasionOf(runtime, contract), { ...contract, provider }, calledBy(request));
      return reply
        .type('text/plain; charset=utf-8')
        .send('Đã ghi nhận. Kết quả thanh toán được cập nhật khi cổng thanh toán báo về.');
    },
  });
}

interface Contract {
  company: Occasion['company'];
  account: AccountRow;
}

/** Who takes a call, and how it is answered where something of ours fails. */
interface Listener {
  take: (occasion: Occasion, called: Called) => Promise<Reply>;
  reply: NonNullable<Provider['confirm']>['reply'];
}

/** A service that watches a bank account tells of transfers; any other tells of an order. */
function listenerOf(contract: Contract): Listener {
  const { account } = contract;
  const watch = watchOf(account.provider);
  if (watch) {
    const take: Listener['take'] = (occasion, called) => takeTransfers(occasion, { account, watch }, called);
    return { take, reply: watch.reply };
  }
  const provider = payProviderOf(contract);
  const take: Listener['take'] = (occasion, called) => takeCallback(occasion, { account, provider }, called);
  return { take, reply: provider.reply };
}

function payProviderOf({ account }: Contract): Provider {
  const provider = providerOf(account.provider);
  ensure(provider, gatewayError('gateways.unknown_account', { account: account.code }));
  return provider;
}

async function contractOf(runtime: Runtime, params: { company: string; account: string }): Promise<Contract> {
  const company = await runtime.findCompany(params.company);
  ensure(company, gatewayError('gateways.unknown_account', params));
  const account = await findAccount(company.db, params.account);
  ensure(account, gatewayError('gateways.unknown_account', params));
  return { company, account };
}

async function occasionOf(runtime: Runtime, { company }: Contract): Promise<Occasion> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  return { company, now, businessNow, businessDate };
}

async function answerCall(
  runtime: Runtime,
  contract: Contract,
  request: FastifyRequest,
  listener: Listener,
): Promise<Reply> {
  const called = calledBy(request);
  try {
    return await listener.take(await occasionOf(runtime, contract), called);
  } catch (error) {
    request.log.error({ err: error, gateway: contract.account.code }, 'callback failed');
    return listener.reply('fault', {
      account: contract.account,
      message: messageOf(called),
      order: undefined,
    });
  }
}

/** What came over the wire: the body, or the query where there is none. */
export function calledBy(request: FastifyRequest): Called {
  const address = request.raw.url ?? '';
  const query = address.includes('?') ? address.slice(address.indexOf('?') + 1) : '';
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    raw: Buffer.isBuffer(request.body) ? request.body : Buffer.from(query, 'latin1'),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

export function sendReply(reply: FastifyReply, { status, body }: Reply): FastifyReply {
  reply.code(status);
  return body === undefined ? reply.send() : reply.type('application/json; charset=utf-8').send(body);
}

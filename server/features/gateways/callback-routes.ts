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
import { messageOf, takeCallback, takeReturn, type Called } from './take-callback.ts';

const Params = Type.Object({
  company: Type.String({ pattern: '^[A-Z0-9_]{2,20}$' }),
  account: Type.String({ pattern: '^[a-z][a-z0-9-]{1,29}$' }),
});

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
    handler: async (request, reply) => {
      const contract = await contractOf(runtime, request.params);
      const answer = await answerCall(runtime, contract, request, takeCallback, contract.provider.reply);
      return send(reply, answer);
    },
  });
  app.route({
    method: 'POST',
    url: '/:company/:account/confirm',
    schema: { params: Params, hide: true },
    handler: async (request, reply) => {
      const contract = await contractOf(runtime, request.params);
      ensure(contract.provider.confirm, gatewayError('gateways.unknown_account', request.params));
      const answer = await answerCall(
        runtime,
        contract,
        request,
        takeConfirm,
        contract.provider.confirm.reply,
      );
      return send(reply, answer);
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/:company/:account/return',
    schema: { params: Params, hide: true },
    handler: async (request, reply) => {
      const contract = await contractOf(runtime, request.params);
      await takeReturn(await occasionOf(runtime, contract), contract, calledBy(request));
      return reply
        .type('text/plain; charset=utf-8')
        .send('Đã ghi nhận. Kết quả thanh toán được cập nhật khi cổng thanh toán báo về.');
    },
  });
}

interface Contract {
  company: Occasion['company'];
  account: AccountRow;
  provider: Provider;
}

async function contractOf(runtime: Runtime, params: { company: string; account: string }): Promise<Contract> {
  const company = await runtime.findCompany(params.company);
  ensure(company, gatewayError('gateways.unknown_account', params));
  const account = await findAccount(company.db, params.account);
  const provider = account && providerOf(account.provider);
  ensure(account && provider, gatewayError('gateways.unknown_account', params));
  return { company, account, provider };
}

async function occasionOf(runtime: Runtime, { company }: Contract): Promise<Occasion> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  return { company, now, businessNow, businessDate };
}

async function answerCall(
  runtime: Runtime,
  contract: Contract,
  request: FastifyRequest,
  take: (occasion: Occasion, contract: Contract, called: Called) => Promise<Reply>,
  reply: NonNullable<Provider['confirm']>['reply'],
): Promise<Reply> {
  const called = calledBy(request);
  try {
    return await take(await occasionOf(runtime, contract), contract, called);
  } catch (error) {
    request.log.error({ err: error, gateway: contract.account.code }, 'callback failed');
    return reply('fault', { account: contract.account, message: messageOf(called), order: undefined });
  }
}

function calledBy(request: FastifyRequest): Called {
  const address = request.raw.url ?? '';
  const query = address.includes('?') ? address.slice(address.indexOf('?') + 1) : '';
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    raw: Buffer.isBuffer(request.body) ? request.body : Buffer.from(query, 'latin1'),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

function send(reply: FastifyReply, { status, body }: Reply): FastifyReply {
  reply.code(status);
  return body === undefined ? reply.send() : reply.type('application/json; charset=utf-8').send(body);
}

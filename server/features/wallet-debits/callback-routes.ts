import { Type } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readClock } from '../../platform/clock.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import {
  calledBy,
  findAccount,
  messageOf,
  providerOf,
  sendReply,
  type AccountRow,
  type Called,
  type Occasion,
  type Taken,
} from '../gateways/index.ts';
import { walletError } from './errors.ts';
import { takeBindingCall, takeDebitCall, type Contract } from './take-calls.ts';
import { walletOf } from './wallets.ts';

const Params = Type.Object({
  company: Type.String({ pattern: '^[A-Z0-9_]{2,20}$' }),
  account: Type.String({ pattern: '^[a-z][a-z0-9-]{1,29}$' }),
});
const bodyLimit = 32_768;

/**
 * Where wallets tell of agreements and debits, and where customers' browsers come back to. Public: who calls proves it by
 * the signature over the raw bytes, and is answered in the wallet's own words.
 */
export function walletCallbackRoutes(app: App, runtime: Runtime): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const listen = (url: string, take: typeof takeBindingCall): void => {
    app.route({
      method: 'POST',
      url: `/:company/:account/${url}`,
      schema: { params: Params, hide: true },
      bodyLimit,
      handler: (request, reply) => answer(runtime, { request, reply, params: request.params }, take),
    });
  };
  listen('agreement', takeBindingCall);
  listen('debit', takeDebitCall);
  app.route({
    method: 'GET',
    url: '/:company/:account/return',
    schema: { params: Params, hide: true },
    handler: async (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('Đã ghi nhận. Trích nợ tự động có hiệu lực khi ví xác nhận liên kết.'),
  });
}

async function answer(
  runtime: Runtime,
  {
    request,
    reply,
    params,
  }: { request: FastifyRequest; reply: FastifyReply; params: { company: string; account: string } },
  take: (occasion: Occasion, contract: Contract, called: Called) => Promise<Taken>,
): Promise<FastifyReply> {
  const company = await runtime.findCompany(params.company);
  ensure(company, walletError('wallet_debits.unknown_account', params));
  const contract = await contractOf(company, params.account);
  const called = calledBy(request);
  let taken: Taken = 'fault';
  try {
    const { now, businessNow, businessDate } = await readClock(runtime.platform);
    taken = await take({ company, now, businessNow, businessDate }, contract, called);
  } catch (error) {
    request.log.error({ err: error, gateway: contract.account.code }, 'callback of a wallet failed');
  }
  const about = { account: contract.account, message: messageOf(called) };
  return sendReply(reply, contract.provider.reply(taken, about));
}

async function contractOf(company: Company, code: string): Promise<Contract> {
  const account: AccountRow | undefined = await findAccount(company.db, code);
  const wallet = account && walletOf(account.provider);
  const provider = account && providerOf(account.provider);
  ensure(account && wallet && provider, walletError('wallet_debits.unknown_account', { account: code }));
  return { account, wallet, provider };
}

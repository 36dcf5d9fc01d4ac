import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { keepHeld } from './fill-sandbox.ts';
import { sandboxCode } from './sandbox.ts';
import { scenarioOf, type Scenario } from './scenarios.ts';

const slowMs = 5_000;

/** What real life adds to some customers of the sandbox: a late answer, a lost one, a bill that somebody else holds. */
export function rehearseFaults(app: App): void {
  app.addHook('preHandler', async (request) => {
    const scenario = scenarioOfRequest(request);
    if (scenario === undefined) return;
    const { db, businessNow } = request.partner;
    if (scenario === 'slow') await wait(slowMs);
    if (scenario === 'held') await keepHeld(db, customerCodeOf(request), businessNow);
  });
  app.addHook('preSerialization', async (request, reply, payload) => {
    if (reply.statusCode !== 201 || scenarioOfRequest(request) !== 'outcome_unknown') return payload;
    if (!(request.raw.url ?? '').startsWith('/partner/v1/payments')) return payload;
    const { reference } = request.body as { reference: string };
    const status = `/partner/v1/payments/${encodeURIComponent(reference)}`;
    throw new AppError('payment.outcome_unknown', 'unavailable', { status }, { retryAfterSeconds: 2 });
  });
}

function scenarioOfRequest(request: FastifyRequest): Scenario | undefined {
  // Unsigned routes have no partner.
  const partner = request.partner as FastifyRequest['partner'] | null;
  return partner?.company.code === sandboxCode ? scenarioOf(customerCodeOf(request)) : undefined;
}

function customerCodeOf(request: FastifyRequest): string {
  const named = { ...(request.body as object | null), ...(request.params as object | null) } as {
    customerCode?: unknown;
  };
  return typeof named.customerCode === 'string' ? named.customerCode : '';
}

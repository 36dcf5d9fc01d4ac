import type { FastifyReply } from 'fastify';
import { isChannel, type Channel } from '../../../core/channels.ts';
import { normalizeCode } from '../../../core/text.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import type { PartnerContext } from '../partners/index.ts';
import { codeOfRefusal, paymentError } from './errors.ts';
import { getPaymentStatus } from './get-status.ts';
import { holdRoutes } from './hold-routes.ts';
import { inquire } from './inquire.ts';
import type { PaymentInstruction, PaymentOutcome } from './instruction.ts';
import { presentInquiry, presentPayment, presentReversal } from './present.ts';
import { reversePayment } from './reverse-payment.ts';
import {
  CustomerCodeParams,
  InquirySchema,
  problems,
  PaymentRequestSchema,
  PaymentSchema,
  ReferenceParams,
  ReversalRequestSchema,
  ReversalSchema,
  type PaymentRequest,
} from './schemas.ts';
import { submitPayment } from './submit-payment.ts';

/** What a partner may ask and send: inquiry, payment, status, reversal, holds. */
export function partnerPaymentRoutes(app: App, runtime: Runtime): void {
  inquiryRoute(app, runtime);
  paymentRoutes(app, runtime);
  reversalRoute(app);
  holdRoutes(app);
}

function inquiryRoute(app: App, runtime: Runtime): void {
  app.get(
    '/customers/:customerCode/bills',
    {
      schema: {
        summary: 'What a customer owes',
        tags: ['payments'],
        params: CustomerCodeParams,
        response: { 200: InquirySchema, ...problems },
      },
    },
    async ({ partner, params }) =>
      presentInquiry(await inquire(partner, runtime.config, normalizeCode(params.customerCode))),
  );
}

function paymentRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/payments',
    {
      schema: {
        summary: 'Pay bills',
        description:
          'Safe to send again with the same reference: the same payment is answered, never made twice.',
        tags: ['payments'],
        body: PaymentRequestSchema,
        response: { 200: PaymentSchema, 201: PaymentSchema, ...problems },
      },
    },
    async (request, reply) => {
      const instruction = parseInstruction(request.body, request.partner);
      const outcome = await submitPayment(request.partner.db, runtime.config, instruction);
      return answerPayment(outcome, instruction, reply);
    },
  );

  app.get(
    '/payments/:reference',
    {
      schema: {
        summary: 'State of a payment',
        tags: ['payments'],
        params: ReferenceParams,
        response: { 200: PaymentSchema, ...problems },
      },
    },
    async ({ partner, params }) =>
      presentPayment(await getPaymentStatus(partner.db, partner.partner.id, params.reference)),
  );
}

function reversalRoute(app: App): void {
  app.post(
    '/payments/:reference/reversal',
    {
      schema: {
        summary: 'Take a payment back, on its business day',
        tags: ['payments'],
        params: ReferenceParams,
        body: ReversalRequestSchema,
        response: { 200: ReversalSchema, 201: ReversalSchema, ...problems },
      },
    },
    async ({ partner, params, body }, reply) => {
      const reversal = await reversePayment(
        partner.db,
        {
          partnerId: partner.partner.id,
          paymentReference: params.reference,
          businessOn: partner.businessDate,
          ...body,
        },
        partner.now,
      );
      return reply.code(reversal.replayed ? 200 : 201).send(presentReversal(reversal));
    },
  );
}

function parseInstruction(body: PaymentRequest, context: PartnerContext): PaymentInstruction {
  const { partner, now, businessDate, businessNow } = context;
  return {
    partnerId: partner.id,
    reference: body.reference,
    intent: body.intent ?? 'request',
    customerCode: normalizeCode(body.customerCode),
    amountVnd: BigInt(body.amount),
    billIds: body.bills?.map(BigInt) ?? null,
    channel: parseChannel(body.channel, partner.channels),
    tender: body.tender ?? null,
    pointCode: body.pointCode ?? null,
    occurredAt: body.occurredAt ? new Date(body.occurredAt) : now,
    businessOn: businessDate,
    businessAt: businessNow,
  };
}

function parseChannel(asked: string | undefined, allowed: readonly Channel[]): Channel {
  const channel = asked ?? allowed[0];
  ensure(channel && isChannel(channel) && allowed.includes(channel), () =>
    paymentError('payments.channel_not_allowed', { channel, allowed }),
  );
  return channel;
}

function answerPayment(outcome: PaymentOutcome, instruction: PaymentInstruction, reply: FastifyReply) {
  switch (outcome.outcome) {
    case 'accepted':
      return reply.code(201).send(presentPayment({ ...outcome, currentState: 'accepted' }));
    case 'replayed':
      return reply.code(200).header('idempotency-replayed', 'true').send(presentPayment(outcome));
    case 'unknown': {
      const status = `/partner/v1/payments/${encodeURIComponent(instruction.reference)}`;
      reply.header('location', status);
      throw paymentError('payment.outcome_unknown', { status }, { retryAfterSeconds: 2 });
    }
    case 'failed':
      throw outcome.error;
    default: {
      const code = codeOfRefusal[outcome.outcome];
      const expected = outcome.expectedVnd === null ? {} : { expectedAmount: String(outcome.expectedVnd) };
      const held = outcome.heldUntil ? { heldUntil: outcome.heldUntil.toISOString() } : {};
      const params = { outcome: outcome.outcome, reference: instruction.reference, ...expected, ...held };
      throw new AppError(code, paymentError.kinds[code], params, {
        retryAfterSeconds: outcome.outcome === 'busy' ? 2 : undefined,
      });
    }
  }
}

import { normalizeCode } from '../../../core/text.ts';
import type { App } from '../../platform/http.ts';
import { extendHold, getHold, holdForPartner, releaseHold, type Hold } from './hold-bills.ts';
import { HoldExtensionSchema, HoldRequestSchema, HoldSchema, problems, ReferenceParams } from './schemas.ts';

const answers = { 200: HoldSchema, 201: HoldSchema, ...problems };

/** Reserving bills for a partner: hold, look, prolong, release. */
export function holdRoutes(app: App): void {
  app.post(
    '/holds',
    {
      schema: {
        summary: 'Hold bills (giữ chấm nợ)',
        description: 'While the hold lasts nobody else can pay these bills. Paying them ends it.',
        tags: ['holds'],
        body: HoldRequestSchema,
        response: answers,
      },
    },
    async ({ partner, body }, reply) => {
      const hold = await holdForPartner(
        partner.db,
        {
          partnerId: partner.partner.id,
          reference: body.reference,
          customerCode: normalizeCode(body.customerCode),
          billIds: body.bills?.map(BigInt) ?? null,
          minutes: body.minutes ?? null,
        },
        partner.businessNow,
      );
      return reply.code(hold.replayed ? 200 : 201).send(present(hold));
    },
  );

  app.get(
    '/holds/:reference',
    {
      schema: { summary: 'State of a hold', tags: ['holds'], params: ReferenceParams, response: answers },
    },
    async ({ partner, params }) =>
      present(
        await getHold(
          partner.db,
          { partnerId: partner.partner.id, reference: params.reference },
          partner.businessNow,
        ),
      ),
  );

  changeRoutes(app);
}

function changeRoutes(app: App): void {
  app.post(
    '/holds/:reference/extension',
    {
      schema: {
        summary: 'Prolong a hold from now on',
        tags: ['holds'],
        params: ReferenceParams,
        body: HoldExtensionSchema,
        response: answers,
      },
    },
    async ({ partner, params, body }) =>
      present(
        await extendHold(
          partner.db,
          { partnerId: partner.partner.id, reference: params.reference, minutes: body.minutes ?? null },
          partner.businessNow,
        ),
      ),
  );

  app.post(
    '/holds/:reference/release',
    {
      schema: {
        summary: 'Give held bills free',
        tags: ['holds'],
        params: ReferenceParams,
        response: answers,
      },
    },
    async ({ partner, params }) =>
      present(
        await releaseHold(
          partner.db,
          { partnerId: partner.partner.id, reference: params.reference },
          partner.businessNow,
        ),
      ),
  );
}

function present({ holdId, billIds, amountVnd, heldAt, expiresAt, paymentId, ...hold }: Hold) {
  return {
    ...hold,
    holdId: String(holdId),
    bills: billIds.map(String),
    amount: String(amountVnd),
    heldAt: heldAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    paymentId: paymentId === null ? null : String(paymentId),
  };
}

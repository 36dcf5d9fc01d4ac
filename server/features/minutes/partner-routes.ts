import { Type } from 'typebox';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import type { PartnerContext } from '../partners/index.ts';
import { businessInstant } from '../payments/index.ts';
import { minutesError } from './errors.ts';
import type { Actor } from './make-minutes.ts';
import { ensureIntact } from './minutes-content.ts';
import { minutesDocument } from './minutes-pdf.ts';
import { presentOffered } from './present.ts';
import { findOffered, type MinutesRow } from './queries.ts';
import { PartnerMinutesSchema, PartnerSignSchema } from './schemas.ts';
import { signMinutes } from './sign-minutes.ts';

const Problem = Type.Ref('Problem');
const problems = { 400: Problem, 401: Problem, 404: Problem, 409: Problem, 429: Problem, 503: Problem };
const NumberParams = Type.Object({
  number: Type.String({ pattern: '^[A-Z0-9_-]{10,80}$', description: 'As it stands on the paper' }),
});

/** Minutes as a partner's program reads and signs them. It sees what the power company has signed. */
export function partnerMinutesRoutes(app: App): void {
  app.get(
    '/minutes/:number',
    {
      schema: {
        summary: 'Minutes of reconciliation of a day or month; with format=pdf the paper',
        tags: ['reconciliation'],
        params: NumberParams,
        querystring: Type.Object(
          { format: Type.Optional(Type.Enum(['pdf'])) },
          { additionalProperties: false },
        ),
        response: { 200: PartnerMinutesSchema, ...problems },
      },
    },
    async ({ partner, params, query }, reply) => {
      const row = await getOffered(partner, params.number);
      return query.format === 'pdf' ? sendPdf(reply, minutesDocument(row)) : presentOffered(row);
    },
  );

  app.post(
    '/minutes/:number/sign',
    {
      schema: {
        summary: 'Sign minutes, naming the hash of what you saw',
        description:
          'Safe to send again: minutes that you have signed with the same hash are answered as they are.',
        tags: ['reconciliation'],
        params: NumberParams,
        body: PartnerSignSchema,
        response: { 200: PartnerMinutesSchema, ...problems },
      },
    },
    async ({ partner, params, body }) => {
      const row = await getOffered(partner, params.number);
      const repeated =
        row.state === 'signed' && row.hash === body.hash && row.partner_signer === body.signer.trim();
      if (!repeated) {
        const signer = body.signer.trim();
        await signMinutes(
          partner.db,
          { id: row.id, side: 'partner', signer, hash: body.hash },
          actorOf(partner),
        );
      }
      return presentOffered(await getOffered(partner, params.number));
    },
  );
}

async function getOffered({ db, partner }: PartnerContext, number: string): Promise<MinutesRow> {
  const row = await findOffered(db, partner.id, number);
  ensure(row, minutesError('minutes.unknown', { number }));
  ensureIntact(row);
  return row;
}

function actorOf({ company, partner, now, businessDate }: PartnerContext): Actor {
  const { code, name, demo } = company;
  return {
    company: { code, name, demo },
    login: `partner:${partner.code}`,
    now,
    at: businessInstant(businessDate, now),
  };
}

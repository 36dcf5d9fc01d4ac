import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { businessInstant } from '../payments/index.ts';
import type { Occasion } from '../gateways/index.ts';
import { ensureWholeCompany, type StaffContext } from '../staff/index.ts';
import { agreementStates, listLatest } from './agreement-queries.ts';
import { sumRun } from './debit-queries.ts';
import { offerLink } from './offer-link.ts';
import { presentAgreement, presentProgress } from './present.ts';

const exact = { additionalProperties: false };
const ParamsSchema = Type.Object({ id: Type.String({ pattern: '^\\d{1,18}$' }) });

const AgreementSchema = Type.Object({
  mandate: Type.String(),
  account: Type.String({ description: 'Contract with the wallet' }),
  provider: Type.String(),
  reference: Type.String({ description: 'Ours, as the wallet knows it' }),
  state: Type.Enum([...agreementStates]),
  link: nullable(Type.String({ description: 'For the customer, as long as it is good' })),
  qrContent: nullable(Type.String()),
  max: nullable(MoneySchema, { description: 'Most that one debit may take, as the customer agreed to it' }),
  holder: nullable(Type.String({ description: 'The wallet in part' })),
  bindingId: nullable(Type.String()),
  failure: nullable(Type.String()),
  attention: nullable(Type.Enum(['other_active', 'refused_unbind'])),
  expiresAt: InstantSchema,
  offeredBy: Type.String(),
  offeredAt: InstantSchema,
  boundAt: nullable(InstantSchema),
  endedAt: nullable(InstantSchema),
});

const PartSchema = Type.Object({ debits: Type.Integer(), amount: MoneySchema });
const ProgressSchema = Type.Object({
  waiting: PartSchema,
  asked: Type.Object(PartSchema.properties, { description: 'Sent; the outcome is asked about' }),
  paid: PartSchema,
  failed: PartSchema,
  attention: Type.Integer({ description: 'Debits that a person must look at' }),
});

/** Agreements with wallets, and how far their runs have come. */
export function walletDebitRoutes(app: App): void {
  app.post(
    '/mandates/:id/wallet-link',
    {
      schema: { params: ParamsSchema, response: { 200: AgreementSchema } },
      config: { permission: 'mandates.edit' },
    },
    async ({ staff, params }) =>
      presentAgreement(await offerLink(staff, occasionOf(staff), BigInt(params.id))),
  );
  app.get(
    '/wallet-agreements',
    {
      schema: {
        querystring: Type.Object(
          {
            mandates: Type.Optional(
              Type.String({
                pattern: '^\\d{1,18}(,\\d{1,18}){0,199}$',
                description: 'Ids of mandates, by commas; the latest agreement of each is answered',
              }),
            ),
          },
          exact,
        ),
        response: { 200: Type.Object({ rows: Type.Array(AgreementSchema) }) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }) => {
      const rows = await listLatest(staff.db, query.mandates?.split(',').map(BigInt), staff.scope);
      return { rows: rows.map(presentAgreement) };
    },
  );
  app.get(
    '/debits/runs/:id/progress',
    {
      schema: { params: ParamsSchema, response: { 200: ProgressSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      return presentProgress(await sumRun(staff.db, BigInt(params.id)));
    },
  );
}

function occasionOf({ company, now, businessDate }: StaffContext): Occasion {
  return { company, now, businessDate, businessNow: businessInstant(businessDate, now) };
}

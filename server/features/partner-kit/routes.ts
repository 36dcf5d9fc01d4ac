import { Type } from 'typebox';
import { certificationSteps } from '../../../core/certification.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { InstantSchema, nullable } from '../../platform/schemas.ts';
import { getPartnerByCode, listKeys } from '../partners/index.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { listShownSteps } from './certify.ts';
import { listDevelopers } from './developer-queries.ts';
import { codeDays, inviteDeveloper, shutOutDeveloper } from './developers.ts';
import { findSandboxPartner } from './sandbox.ts';

const PartnerParams = Type.Object({ partner: Type.String({ minLength: 1, maxLength: 20 }) });
const IdSchema = Type.String({ pattern: '^[0-9]{1,18}$' });

const KitSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  keys: Type.Array(
    Type.Object({
      keyId: Type.String(),
      algorithm: Type.Enum(['hmac-sha256', 'ed25519']),
      createdAt: InstantSchema,
      retiredAt: nullable(InstantSchema),
    }),
  ),
  developers: Type.Array(
    Type.Object({
      id: IdSchema,
      name: Type.String(),
      invitedBy: Type.String(),
      invitedAt: InstantSchema,
      codeExpiresAt: InstantSchema,
      enteredAt: nullable(InstantSchema),
      endedAt: nullable(InstantSchema),
    }),
  ),
  certification: Type.Array(
    Type.Object({
      step: Type.Enum([...certificationSteps]),
      sandboxAt: nullable(InstantSchema),
      liveAt: nullable(InstantSchema),
    }),
  ),
});

const InvitationSchema = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100, description: 'Who is invited' }) },
  { additionalProperties: false },
);
const InvitedSchema = Type.Object({
  id: IdSchema,
  code: Type.String({ description: 'One-time code, shown this once' }),
  path: Type.String({ description: 'Where it is entered' }),
  days: Type.Integer(),
});

/** What staff see of a partner's integration, and whom they let in. */
export function partnerKitRoutes(app: App, runtime: Runtime): void {
  app.get(
    '/partners/:partner/kit',
    {
      schema: { params: PartnerParams, response: { 200: KitSchema } },
      config: { permission: 'partners.view' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      const partner = await getPartnerByCode(staff.db, params.partner);
      const sandbox = await findSandboxPartner(runtime, { company: staff.company, partner_id: partner.id });
      const live = await listShownSteps(staff.db, partner.id);
      const rehearsed = sandbox ? await listShownSteps(sandbox.db, sandbox.partnerId) : [];
      const at = (steps: typeof live, step: string): string | null =>
        steps.find((shown) => shown.step === step)?.shown_at.toISOString() ?? null;
      return {
        code: partner.code,
        name: partner.name,
        keys: (await listKeys(staff.db, partner.id)).map((key) => ({
          keyId: key.key_id,
          algorithm: key.algorithm,
          createdAt: key.created_at.toISOString(),
          retiredAt: key.revoked_at?.toISOString() ?? null,
        })),
        developers: (await listDevelopers(staff.db, partner.id)).map((row) => ({
          id: String(row.id),
          name: row.name,
          invitedBy: row.invited_by,
          invitedAt: row.invited_at.toISOString(),
          codeExpiresAt: row.code_expires_at.toISOString(),
          enteredAt: row.entered_at?.toISOString() ?? null,
          endedAt: row.ended_at?.toISOString() ?? null,
        })),
        certification: certificationSteps.map((step) => ({
          step,
          sandboxAt: at(rehearsed, step),
          liveAt: at(live, step),
        })),
      };
    },
  );
  developerRoutes(app);
}

function developerRoutes(app: App): void {
  app.post(
    '/partners/:partner/developers',
    {
      schema: { params: PartnerParams, body: InvitationSchema, response: { 201: InvitedSchema } },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params, body }, reply) => {
      ensureWholeCompany(staff);
      const { id: partnerId } = await getPartnerByCode(staff.db, params.partner);
      const { now, login: by } = staff;
      const { id, code } = await inviteDeveloper(staff.company, { partnerId, name: body.name, by, now });
      const path = `/partner/enter?code=${encodeURIComponent(code)}`;
      return reply.code(201).send({ id: String(id), code, path, days: codeDays });
    },
  );
  app.post(
    '/partners/:partner/developers/:id/end',
    {
      schema: {
        params: Type.Object({ ...PartnerParams.properties, id: IdSchema }),
        response: { 200: Type.Object({ ended: Type.Boolean() }) },
      },
      config: { permission: 'partners.edit' },
    },
    async ({ staff, params }) => {
      ensureWholeCompany(staff);
      const { id: partnerId } = await getPartnerByCode(staff.db, params.partner);
      await shutOutDeveloper(staff.db, { partnerId, id: BigInt(params.id), by: staff.login, now: staff.now });
      return { ended: true };
    },
  );
}

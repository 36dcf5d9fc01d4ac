import { Type } from 'typebox';
import { transaction, type Queryable } from '../../platform/db.ts';
import type { App } from '../../platform/http.ts';
import type { OrganisationParts } from './routes.ts';
import { SettingsSchema, SettingsWithChangesSchema, settingNames, type SettingName } from './schemas.ts';
import { readSettings, updateSettings, type CompanySettings } from './settings.ts';

const action = 'settings.changed';

interface Asker {
  db: Queryable;
  company: { code: string };
}

/** The rules by which a company collects: what they are, who changed each last, and how they are changed. */
export function settingsRoutes(app: App, parts: OrganisationParts): void {
  const present = async (on: Queryable, { company }: Asker, settings: CompanySettings) => {
    const changes = await parts.listLastChanges(on, { subject: subjectOf(company), action });
    return {
      ...presentSettings(settings),
      changes: settingNames.flatMap((setting) =>
        changes
          .filter(({ key }) => key === setting)
          .map(({ actor, actorName, at }) => ({ setting, by: actor, name: actorName, at: at.toISOString() })),
      ),
    };
  };
  app.get(
    '/settings',
    {
      schema: { response: { 200: SettingsWithChangesSchema } },
      config: { permission: 'organisation.view' },
    },
    async ({ staff }) => present(staff.db, staff, await readSettings(staff.db)),
  );

  app.put(
    '/settings',
    {
      schema: {
        body: Type.Partial(SettingsSchema, { additionalProperties: false }),
        response: { 200: SettingsWithChangesSchema },
      },
      config: { permission: 'organisation.edit' },
    },
    async ({ staff, body }) => {
      parts.ensureWholeCompany(staff);
      return transaction(staff.db, async (tx) => {
        const { refundLimit, ...others } = body;
        const { before, after } = await updateSettings(tx, {
          ...others,
          ...(refundLimit !== undefined && { refundLimitVnd: BigInt(refundLimit) }),
        });
        const detail = changedOf(presentSettings(before), presentSettings(after));
        if (Object.keys(detail).length > 0) {
          await parts.recordAudit(tx, {
            actor: staff.login,
            action,
            subject: subjectOf(staff.company),
            detail,
            requestId: staff.requestId,
          });
        }
        return present(tx, staff, after);
      });
    },
  );
}

function subjectOf({ code }: { code: string }): string {
  return `company:${code}`;
}

type Presented = Record<SettingName, boolean | number | string>;

/** Only what is not as it was: who sends a value again has changed nothing. */
function changedOf(before: Presented, after: Presented): Partial<Presented> {
  return Object.fromEntries(
    settingNames.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  );
}

function presentSettings({ refundLimitVnd, ...settings }: CompanySettings) {
  return { ...settings, refundLimit: String(refundLimitVnd) };
}

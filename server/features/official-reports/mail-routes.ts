import { Type } from 'typebox';
import { isMailAddress } from '../../../core/official-reports/mail.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { pageOf } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureInScope, ensureWholeCompany } from '../staff/index.ts';
import { reportError } from './errors.ts';
import { mailServerOf } from './mail-server.ts';
import { findMail, listMails } from './mail-queries.ts';
import { mailReport, resendMail } from './mail-report.ts';
import { mailsWorkbook } from './workbooks.ts';
import { presentMail } from './present.ts';
import { reportSeen } from './report-seen.ts';
import {
  AfterSchema,
  DoneSchema,
  exact,
  IdParams,
  MailBodySchema,
  MailSchema,
  SettingsSchema,
  ShownSettingsSchema,
} from './schemas.ts';
import { readReportSettings, setReportSettings } from './settings.ts';

const pageSize = 50;

/** Mails with reports: what became of each, sending and sending again; and the words that stand on papers and mails. */
export function reportMailRoutes(app: App, runtime: Runtime): void {
  listRoute(app);
  sendRoutes(app);
  settingsRoutes(app, runtime);
}

function listRoute(app: App): void {
  app.get(
    '/report-mails',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Enum(['waiting', 'sent', 'failed'])),
            after: AfterSchema,
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: pageOf(MailSchema) },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const limit = query.format ? 5_000 : pageSize;
      const before = query.after === undefined ? undefined : BigInt(query.after);
      const found = await listMails(staff.db, { scope: staff.scope, state: query.state, before, limit });
      const rows = found.map(presentMail);
      if (query.format) return sendXlsx(reply, mailsWorkbook(staff.company.name, rows));
      return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
    },
  );
}

function sendRoutes(app: App): void {
  app.post(
    '/official-reports/:id/mail',
    {
      schema: { params: IdParams, body: MailBodySchema, response: { 200: DoneSchema } },
      config: { permission: 'reports.edit' },
    },
    async ({ staff, params, body }) => {
      const { id: reportId } = await reportSeen(staff, params.id);
      const { recipients, formats } = body;
      const wish = { reportId, tableId: null, recipients, formats, by: staff.login, now: staff.now };
      await mailReport(staff.db, wish, staff.requestId);
      return { done: true as const };
    },
  );

  app.post(
    '/report-mails/:id/resend',
    {
      schema: { params: IdParams, body: Type.Object({}, exact), response: { 200: DoneSchema } },
      config: { permission: 'reports.edit' },
    },
    async ({ staff, params }) => {
      const mail = await findMail(staff.db, BigInt(params.id), staff.scope);
      ensure(mail, reportError('official_reports.unknown_mail', { id: params.id }));
      ensureInScope(staff, mail.org_unit_id);
      if (!mail.is_own) ensureWholeCompany(staff);
      const { login, now, requestId } = staff;
      await resendMail(staff.db, mail.id, { login, now, requestId });
      return { done: true as const };
    },
  );
}

function settingsRoutes(app: App, runtime: Runtime): void {
  app.get(
    '/report-settings',
    { schema: { response: { 200: ShownSettingsSchema } }, config: { permission: 'kpi.view' } },
    async ({ staff }) => ({
      ...(await readReportSettings(staff.db, staff.company)),
      canMail: mailServerOf(runtime, staff.company.code) !== undefined,
    }),
  );

  app.put(
    '/report-settings',
    {
      schema: { body: SettingsSchema, response: { 200: ShownSettingsSchema } },
      config: { permission: 'reports.edit' },
    },
    async ({ staff, body }) => {
      ensureWholeCompany(staff);
      const isUsable = body.senderAddress === '' || isMailAddress(body.senderAddress);
      ensure(isUsable, reportError('official_reports.bad_recipient', { wrong: [body.senderAddress] }));
      await setReportSettings(staff.db, body, staff);
      return { ...body, canMail: mailServerOf(runtime, staff.company.code) !== undefined };
    },
  );
}

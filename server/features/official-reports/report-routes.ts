import { Type } from 'typebox';
import type { ReportForm } from '../../../core/official-reports/form.ts';
import type { App } from '../../platform/http.ts';
import { sendPaperFile } from '../../platform/paper-file.ts';
import { nullable, pageOf, PeriodSchema } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getUnit } from '../companies/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { composeNow, makerOf, unitOfReport } from './compose-report.ts';
import { issueReport } from './issue-report.ts';
import { drawReport, keepFiles, makeFile } from './make-file.ts';
import { presentComposition, presentFixed, presentReport } from './present.ts';
import { listReports, type WholeReportRow } from './queries.ts';
import { reportSeen } from './report-seen.ts';
import { beginDraft, dropDraft, saveDraft } from './save-draft.ts';
import {
  AfterSchema,
  CompositionSchema,
  DoneSchema,
  exact,
  FormatSchema,
  FormSchema,
  IdParams,
  KindSchema,
  ReportLineSchema,
  ReportSchema,
  StateSchema,
} from './schemas.ts';
import { readReportSettings } from './settings.ts';
import { reportsWorkbook } from './workbooks.ts';

const pageSize = 50;
const Format = Type.Optional(FormatSchema);
const RevisionSchema = Type.Integer({ minimum: 1, maximum: 1_000_000 });

/** Official reports: what one would say now, drafts, and what was issued. */
export function reportRoutes(app: App): void {
  listRoute(app);
  compositionRoute(app);
  readRoute(app);
  draftRoutes(app);
  issueRoute(app);
}

function listRoute(app: App): void {
  app.get(
    '/official-reports',
    {
      schema: {
        querystring: Type.Object(
          {
            state: Type.Optional(StateSchema),
            kind: Type.Optional(KindSchema),
            after: AfterSchema,
            format: Type.Optional(Type.Literal('xlsx')),
          },
          exact,
        ),
        response: { 200: pageOf(ReportLineSchema) },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const limit = query.format ? 5_000 : pageSize;
      const found = await listReports(staff.db, {
        scope: staff.scope,
        state: query.state,
        kind: query.kind,
        before: query.after === undefined ? undefined : BigInt(query.after),
        limit,
      });
      const rows = found.map(presentReport);
      if (query.format) return sendXlsx(reply, reportsWorkbook(staff.company.name, rows));
      return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
    },
  );
}

function compositionRoute(app: App): void {
  app.get(
    '/official-reports/composition',
    {
      schema: {
        querystring: Type.Object(
          {
            kind: KindSchema,
            period: Type.Optional(PeriodSchema),
            unit: Type.Optional(Type.String()),
            format: Format,
          },
          exact,
        ),
        response: { 200: CompositionSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const { kind, period, format } = query;
      const unit = await unitOfReport(staff, query.unit);
      const made = await composeNow(staff.db, { kind, unit, period }, makerOf(staff));
      if (format) {
        const about = { kind, period: made.period, number: null, year: null };
        return sendPaperFile(reply, await drawReport(made.paper, about, format), format);
      }
      const { companyMark } = await readReportSettings(staff.db, staff.company);
      const { frozenVersion } = made;
      return presentComposition(
        { kind, period: made.period, unit: unit.code, frozenVersion },
        made,
        companyMark,
      );
    },
  );
}

function readRoute(app: App): void {
  app.get(
    '/official-reports/:id',
    {
      schema: {
        params: IdParams,
        querystring: Type.Object({ format: Format }, exact),
        response: { 200: ReportSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, params, query }, reply) => {
      const report = await reportSeen(staff, params.id);
      if (!query.format) return presentWhole(staff, report);
      const paper = report.paper ?? (await composeDraft(staff, report)).paper;
      return sendPaperFile(reply, await makeFile(staff.db, { ...report, paper }, query.format), query.format);
    },
  );
}

function draftRoutes(app: App): void {
  const edits = { permission: 'reports.edit' } as const;
  app.post(
    '/official-reports',
    {
      schema: {
        body: Type.Object(
          {
            kind: KindSchema,
            period: Type.Optional(PeriodSchema),
            unit: Type.Optional(Type.String()),
            form: Type.Optional(nullable(FormSchema)),
          },
          exact,
        ),
        response: { 201: Type.Object({ id: Type.String() }) },
      },
      config: edits,
    },
    async ({ staff, body }, reply) => {
      const unit = await unitOfReport(staff, body.unit);
      const form = (body.form ?? undefined) as ReportForm | undefined;
      const wish = { kind: body.kind, unit, period: body.period, form };
      const id = await beginDraft(staff.db, wish, makerOf(staff));
      return reply.code(201).send({ id: String(id) });
    },
  );

  app.put(
    '/official-reports/:id',
    {
      schema: {
        params: IdParams,
        body: Type.Object({ revision: RevisionSchema, form: FormSchema }, exact),
        response: { 200: ReportSchema },
      },
      config: edits,
    },
    async ({ staff, params, body }) => {
      const { id } = await reportSeen(staff, params.id);
      await saveDraft(staff.db, { id, revision: body.revision, form: body.form }, makerOf(staff));
      return presentWhole(staff, await reportSeen(staff, params.id));
    },
  );

  app.delete(
    '/official-reports/:id',
    {
      schema: { params: IdParams, response: { 200: DoneSchema } },
      config: edits,
    },
    async ({ staff, params }) => {
      const { id } = await reportSeen(staff, params.id);
      await dropDraft(staff.db, id, makerOf(staff));
      return { done: true as const };
    },
  );
}

function issueRoute(app: App): void {
  app.post(
    '/official-reports/:id/issue',
    {
      schema: {
        params: IdParams,
        body: Type.Object({ revision: RevisionSchema }, exact),
        response: { 200: ReportSchema },
      },
      config: { permission: 'reports.edit' },
    },
    async ({ staff, params, body }) => {
      const { id } = await reportSeen(staff, params.id);
      await issueReport(staff.db, { id, revision: body.revision }, makerOf(staff));
      await keepFiles(staff.db, id);
      return presentWhole(staff, await reportSeen(staff, params.id));
    },
  );
}

async function composeDraft(staff: StaffContext, { kind, unit_code, period, form }: WholeReportRow) {
  const unit = await getUnit(staff.db, unit_code, staff.businessDate);
  return composeNow(staff.db, { kind, unit, period, form }, makerOf(staff));
}

async function presentWhole(staff: StaffContext, report: WholeReportRow) {
  const { companyMark } = await readReportSettings(staff.db, staff.company);
  const line = presentReport(report);
  if (report.paper) return { ...line, ...presentFixed(report, report.paper, companyMark) };
  const made = await composeDraft(staff, report);
  const about = {
    kind: report.kind,
    period: report.period,
    unit: report.unit_code,
    frozenVersion: made.frozenVersion,
  };
  return { ...line, ...presentComposition(about, made, companyMark) };
}

import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { DateSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { correctPayment } from './correct-payment.ts';
import { suggestionReasons, suggestPayers, type SuggestionReason } from './suggest-payers.ts';
import {
  listSuspense,
  suspenseBuckets,
  suspenseSources,
  sumSuspense,
  type BucketRow,
  type SuggestedCustomer,
  type SuspenseRow,
} from './suspense-queries.ts';
import { suspenseWorkbook } from './suspense-workbook.ts';

const pageSize = 50;

const SuggestionSchema = Type.Object({
  customer: NamedSchema,
  unitName: nullable(Type.String()),
  reasons: Type.Array(Type.Enum([...suggestionReasons])),
  /** An open bill of exactly the amount. */
  bill: nullable(Type.Object({ externalId: Type.String(), period: Type.String() })),
});

const SuspenseSchema = Type.Object({
  buckets: Type.Array(
    Type.Object({
      source: Type.Enum([...suspenseSources]),
      bucket: Type.Enum([...suspenseBuckets]),
      count: Type.Integer(),
      amount: MoneySchema,
    }),
  ),
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      reference: Type.String(),
      partner: nullable(NamedSchema),
      /** The customer code as it was sent, or what the bank's line says. */
      said: Type.String(),
      payer: Type.String(),
      amount: MoneySchema,
      left: MoneySchema,
      reserved: MoneySchema,
      cameOn: DateSchema,
      ageDays: Type.Integer(),
      suggestions: Type.Array(SuggestionSchema),
    }),
  ),
  next: nullable(Type.String()),
});

/** Money whose payer is unknown: how old it is, who it may be from, and handing it to that customer. */
export function suspenseRoutes(app: App): void {
  listRoute(app);
  identifyRoute(app);
}

function listRoute(app: App): void {
  app.get(
    '/suspense',
    {
      schema: {
        querystring: Type.Object(
          {
            source: Type.Optional(Type.Enum([...suspenseSources])),
            bucket: Type.Optional(Type.Enum([...suspenseBuckets, 'all'])),
            after: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: SuspenseSchema },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, query }, reply) => {
      ensureWholeCompany(staff);
      const source = query.source ?? 'payment';
      if (query.format) return sendXlsx(reply, suspenseWorkbook(staff, source));
      const found = await listSuspense(staff.db, {
        source,
        bucket: query.bucket ?? 'all',
        businessOn: staff.businessDate,
        after: BigInt(query.after ?? '0'),
        limit: pageSize + 1,
      });
      const rows = found.slice(0, pageSize);
      const suggestions = await suggestPayers(staff.db, source, rows, staff.businessDate);
      return {
        buckets: fillBuckets(await sumSuspense(staff.db, staff.businessDate)),
        rows: rows.map((row) => presentRow(row, suggestions.get(row.id) ?? [])),
        next: found.length > pageSize ? String(rows.at(-1)?.id) : null,
      };
    },
  );
}

function identifyRoute(app: App): void {
  app.post(
    '/suspense/:paymentId/identify',
    {
      schema: {
        params: Type.Object({ paymentId: Type.String({ pattern: '^\\d{1,18}$' }) }),
        body: Type.Object(
          {
            customerCode: Type.String({ minLength: 1, maxLength: 40 }),
            reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ allocated: MoneySchema, credited: MoneySchema }) },
      },
      config: { permission: 'reconciliation.resolve' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      const { allocatedVnd, creditedVnd } = await correctPayment(
        staff.db,
        {
          ...body,
          paymentId: BigInt(params.paymentId),
          onlyUnknown: true,
          actor: staff.login,
          businessOn: staff.businessDate,
        },
        staff.now,
      );
      return { allocated: String(allocatedVnd), credited: String(creditedVnd) };
    },
  );
}

/** Every bucket of both sources, also the empty ones. */
function fillBuckets(sums: readonly BucketRow[]) {
  return suspenseSources.flatMap((source) =>
    suspenseBuckets.map((bucket) => {
      const sum = sums.find((row) => row.source === source && row.bucket === bucket);
      return { source, bucket, count: sum?.count ?? 0, amount: String(sum?.left_vnd ?? 0n) };
    }),
  );
}

function presentRow(row: SuspenseRow, suggestions: readonly SuggestedCustomer[]) {
  return {
    id: String(row.id),
    reference: row.reference,
    partner: row.partner_code === null ? null : { code: row.partner_code, name: row.partner_name ?? '' },
    said: row.said,
    payer: row.payer,
    amount: String(row.amount_vnd),
    left: String(row.left_vnd),
    reserved: String(row.reserved_vnd),
    cameOn: row.came_on,
    ageDays: row.age_days,
    suggestions: suggestions.map((suggestion) => ({
      customer: { code: suggestion.customer_code, name: suggestion.customer_name },
      unitName: suggestion.unit_name,
      reasons: suggestionReasons.filter((reason) =>
        suggestion.reasons.includes(reason),
      ) as SuggestionReason[],
      bill: suggestion.bill,
    })),
  };
}

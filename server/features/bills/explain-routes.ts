import { Type } from 'typebox';
import { monthOf } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { hasTiers, presentMillionths, readTariffs, type ExplainedAmount } from '../tariffs/index.ts';
import { explainBill } from './explain-bill.ts';
import { presentBill } from './present-bill.ts';
import { BillSchema } from './schemas.ts';

const FactSourceSchema = Type.Enum(['asked', 'customer', 'fits', 'assumed']);

const PricedSchema = Type.Object({
  parts: Type.Array(
    Type.Object({
      decision: Type.String(),
      from: DateSchema,
      to: DateSchema,
      kwh: Type.Number(),
      lines: Type.Array(
        Type.Object({ tier: Type.Integer(), kwh: Type.Number(), price: MoneySchema, amount: MoneySchema }),
      ),
    }),
  ),
  net: MoneySchema,
  vat: MoneySchema,
  vatRate: Type.Integer(),
  vatBasis: Type.String(),
  total: MoneySchema,
});

const AmountSchema = Type.Object({
  verdict: Type.Enum(['adds_up', 'vat_differs', 'differs', 'not_priced']),
  facts: Type.Object({
    group: nullable(Type.String()),
    groupFrom: FactSourceSchema,
    households: Type.String(),
    householdsFrom: FactSourceSchema,
    from: DateSchema,
    to: DateSchema,
    datesFrom: FactSourceSchema,
  }),
  priced: nullable(PricedSchema),
  difference: nullable(Type.Object({ net: MoneySchema, vat: MoneySchema, total: MoneySchema }), {
    description: 'Billed less priced',
  }),
  fits: nullable(
    Type.Object({ group: Type.String(), households: Type.String(), from: DateSchema, to: DateSchema }),
    { description: 'Facts under which the tariff gives the billed amount before tax exactly' },
  ),
});

const ExplanationSchema = Type.Object({
  bill: BillSchema,
  customer: Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String() }),
  amount: nullable(AmountSchema, { description: 'Null: no energy of a month' }),
  months: Type.Array(
    Type.Object({
      period: Type.String(),
      energyKwh: Type.String(),
      total: MoneySchema,
      bills: Type.Integer(),
    }),
  ),
  groups: Type.Array(
    Type.Object({ code: Type.String(), vi: Type.String(), en: Type.String(), tiered: Type.Boolean() }),
  ),
});

/** What a bill is made of by the tariff of its days, and where it differs from it. */
export function explainRoutes(app: App): void {
  app.get(
    '/bills/:id/explanation',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
        querystring: Type.Object(
          {
            group: Type.Optional(Type.String({ maxLength: 40 })),
            households: Type.Optional(Type.String({ maxLength: 20 })),
            from: Type.Optional(DateSchema),
            to: Type.Optional(DateSchema),
          },
          { additionalProperties: false },
        ),
        response: { 200: ExplanationSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params, query }) => {
      const { bill, customer, amount, months } = await explainBill(staff, BigInt(params.id), query);
      const { code, name, kind } = customer;
      return {
        bill: presentBill(bill),
        customer: { code, name, kind },
        amount: amount && presentAmount(amount),
        months: months.map((month) => ({
          period: monthOf(month.period),
          energyKwh: String(month.energy_kwh),
          total: String(month.total_vnd),
          bills: month.bills,
        })),
        groups: readTariffs().groups.map(({ code: group, vi, en }) => ({
          code: group,
          vi,
          en,
          tiered: hasTiers(group),
        })),
      };
    },
  );
}

function presentAmount({ facts, verdict, priced, difference, fits }: ExplainedAmount) {
  return {
    facts,
    verdict,
    fits,
    priced: priced && {
      parts: priced.parts.map(({ decision, from, to, energy, lines }) => ({
        decision,
        from,
        to,
        kwh: presentMillionths(energy),
        lines: lines.map((line) => ({
          tier: line.tier,
          kwh: presentMillionths(line.energy),
          price: String(line.priceVnd),
          amount: String(line.amountVnd),
        })),
      })),
      net: String(priced.netVnd),
      vat: String(priced.vatVnd),
      vatRate: priced.vatPercent,
      vatBasis: priced.vatBasis,
      total: String(priced.totalVnd),
    },
    difference: difference && {
      net: String(difference.netVnd),
      vat: String(difference.vatVnd),
      total: String(difference.totalVnd),
    },
  };
}

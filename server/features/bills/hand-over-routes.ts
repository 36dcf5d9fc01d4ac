import { Type, type Static } from 'typebox';
import { readClock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { MoneySchema, NamedSchema, nullable, PeriodSchema } from '../../platform/schemas.ts';
import { handOverBills, previewHandOver } from './hand-over-bills.ts';
import type { PlacedRow } from './hand-over-queries.ts';
import { handedRoutes } from './handed-routes.ts';

const CodeSchema = Type.String({ minLength: 1, maxLength: 40 });

const WishSchema = Type.Object(
  {
    partner: nullable(CodeSchema, { description: 'Null gives the bills back to every partner' }),
    unit: Type.Optional(CodeSchema),
    book: Type.Optional(CodeSchema),
    period: Type.Optional(PeriodSchema),
    from: Type.Optional(
      nullable(CodeSchema, {
        description: 'Only bills that lie with this partner; null: only those that lie with nobody alone',
      }),
    ),
  },
  { additionalProperties: false },
);

const MovedSchema = Type.Object({ bills: Type.Integer(), open: MoneySchema });

const HandOverPreviewSchema = Type.Object({
  bills: Type.Integer({ description: 'That would move' }),
  customers: Type.Integer(),
  open: MoneySchema,
  heldElsewhere: Type.Integer({
    description: 'Of them, held now by a partner that could then no longer collect them',
  }),
  places: Type.Array(
    Type.Object({
      partner: nullable(NamedSchema, { description: 'Null: with nobody alone (vãng lai)' }),
      moves: Type.Boolean({ description: 'False for bills that lie already where they are wanted' }),
      bills: Type.Integer(),
      open: MoneySchema,
    }),
    { description: 'Where the bills lie now that are asked about' },
  ),
});

/** Bills that one partner alone may collect (giao thu), and how they come to lie with it. */
export function handOverRoutes(app: App, runtime: Runtime): void {
  app.post(
    '/bills/hand-over',
    {
      schema: { body: WishSchema, response: { 200: MovedSchema } },
      config: { permission: 'organisation.edit' },
    },
    async ({ staff, body }) => {
      const { bills, openVnd } = await handOverBills(staff, body);
      return { bills, open: String(openVnd) };
    },
  );
  app.post(
    '/bills/hand-over/preview',
    {
      schema: { body: WishSchema, response: { 200: HandOverPreviewSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, body }) => {
      const { businessNow } = await readClock(runtime.platform);
      return presentPreview(await previewHandOver(staff, body, businessNow));
    },
  );
  handedRoutes(app);
}

function presentPreview(preview: {
  moved: PlacedRow | undefined;
  places: PlacedRow[];
}): Static<typeof HandOverPreviewSchema> {
  const { moved, places } = preview;
  return {
    bills: moved?.bills ?? 0,
    customers: moved?.customers ?? 0,
    open: String(moved?.openVnd ?? 0n),
    heldElsewhere: moved?.heldElsewhere ?? 0,
    places: places.map(({ code, name, moves, bills, openVnd }) => ({
      partner: code === null || name === null ? null : { code, name },
      moves,
      bills,
      open: String(openVnd),
    })),
  };
}

import { Type } from 'typebox';
import { firstDayOf, isMonth } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { formerDistrictsOf } from '../areas/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { readAsOf } from './as-of.ts';
import { kpiError } from './errors.ts';
import { withholdCommunes } from '../../../core/kpi/withholding.ts';
import { addSums, shownFigures } from './figures.ts';
import { formerAreasWorkbook } from './former-areas-workbook.ts';
import { listCommuneSums } from './queries.ts';
import { ratioCustomerRoutes } from './ratio-customer-routes.ts';
import { countedCustomerRoutes } from './counted-customer-routes.ts';
import { definitionRoutes } from './definition-routes.ts';
import { cashHouseholdRoutes } from './cash-household-routes.ts';
import { channelMixRoutes } from './channel-mix-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { FigureSchema, FormerAreasSchema } from './schemas.ts';
import { villageRoutes } from './village-routes.ts';

/** From a ratio down to the customers it counts, and by the districts of before July 2025. */
export function kpiRoutes(app: App): void {
  app.addSchema(FigureSchema);
  definitionRoutes(app);
  countedCustomerRoutes(app);
  villageRoutes(app);
  channelMixRoutes(app);
  retentionRoutes(app);
  cashHouseholdRoutes(app);
  ratioCustomerRoutes(app);
  app.get(
    '/kpi/former-areas',
    {
      schema: {
        querystring: Type.Object(
          { period: Type.String(), format: Type.Optional(Type.Enum(['xlsx'])) },
          { additionalProperties: false },
        ),
        response: { 200: FormerAreasSchema },
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      ensure(isMonth(query.period), kpiError('kpi.unknown_period', { period: query.period }));
      const areas = await readFormerAreas(staff, query.period);
      return query.format ? sendXlsx(reply, formerAreasWorkbook(areas, staff.company.name)) : areas;
    },
  );
}

/** Communes gathered by the one former district they came from; those of several are listed apart, not guessed. */
async function readFormerAreas(staff: StaffContext, period: string) {
  const communes = await listCommuneSums(staff.db, firstDayOf(period), staff.scope);
  const former = await formerDistrictsOf(
    staff.db,
    communes.map(({ code }) => code),
  );
  const withheld = withholdCommunes(communes, former);
  const groups = Map.groupBy(communes, ({ code }) => former.get(code)?.code ?? '');
  const undecided = groups.get('') ?? [];
  groups.delete('');
  const names = new Map(
    [...former.values()].flatMap((district) => (district ? [[district.code, district.name]] : [])),
  );
  return {
    period,
    asOf: await readAsOf(staff.db),
    rows: [...groups].map(([code, rows]) => ({
      code,
      name: names.get(code) ?? code,
      communes: rows.length,
      ...shownFigures(addSums(rows), withheld.districts.get(code) ?? null),
    })),
    undecided: undecided.map((row) => ({
      code: row.code,
      name: row.name ?? row.code,
      ...shownFigures(row, withheld.communes.get(row.code) ?? null),
    })),
  };
}

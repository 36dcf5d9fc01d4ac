import { Type } from 'typebox';
import {
  countHardship,
  hardshipSigns,
  habitMonths,
  signsOf,
  smallUseKwh,
  type HardshipSign,
} from '../../../core/kpi/hardship.ts';
import { keepBack, withholdAmong } from '../../../core/kpi/withholding.ts';
import { formatBusinessDate, formatMonth } from '../../../core/dates.ts';
import { boardDefinitions, versionOf } from '../../../core/kpi/board-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import type { App } from '../../platform/http.ts';
import { DateSchema, InstantSchema, nullable } from '../../platform/schemas.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import {
  findSearch,
  listHardshipCells,
  listHouseholdPlaces,
  listHouseholds,
  type HouseholdFilter,
  type HouseholdRow,
  type Search,
} from './cash-household-queries.ts';
import {
  answerList,
  answerPage,
  customerCells,
  customerColumns,
  customersPage,
  pageFields,
  presentCustomer,
  type CursorPage,
} from './customer-pages.ts';
import { spotPattern, totalOf, writeSpot } from './places.ts';
import { unitsAsked } from './units-asked.ts';

const SignSchema = Type.Enum([...hardshipSigns]);
const LeastSchema = Type.Optional(
  Type.String({ pattern: '^[0-7]$', description: 'Signs that a household must have' }),
);
const defaultLeast = 1;
/** Fewer households than this would be recognised behind a count of their traits. */
const leastHouseholds = 5n;

const CountFields = {
  cashOnly: nullable(
    Type.String({
      description:
        'Households that pay cash alone; null where there are fewer than five, or to cover such a place',
    }),
  ),
  inNeed: nullable(Type.String()),
  signs: Type.Array(Type.Object({ sign: SignSchema, households: nullable(Type.String()) })),
};

const HardshipSchema = Type.Object({
  unit: nullable(Type.String()),
  search: nullable(
    Type.Object({
      period: Type.String(),
      businessOn: DateSchema,
      asOf: InstantSchema,
      known: Type.Array(SignSchema),
    }),
    { description: 'Null before the first search' },
  ),
  least: Type.Integer(),
  habitMonths: Type.Integer(),
  smallUseKwh: Type.Integer(),
  definition: Type.Object({ name: Type.String(), version: Type.Integer() }),
  total: Type.Object(CountFields),
  communes: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...CountFields })),
  withPlan: nullable(
    Type.String({ description: 'Households with a plan of their own; null: plans are not kept yet' }),
  ),
});
type Hardship = Type.Static<typeof HardshipSchema>;

const unit = { unit: Type.Optional(Type.String()) };
const HardshipQuery = Type.Object(
  { ...unit, least: LeastSchema, format: Type.Optional(Type.Enum(['xlsx'])) },
  { additionalProperties: false },
);
const HouseholdsQuery = Type.Object(
  {
    ...unit,
    commune: Type.Optional(Type.String()),
    sign: Type.Optional(SignSchema),
    least: LeastSchema,
    after: Type.Optional(Type.String({ pattern: spotPattern })),
    ...pageFields,
  },
  { additionalProperties: false },
);
const HouseholdsSchema = customersPage({
  village: nullable(Type.String()),
  signs: Type.Array(SignSchema),
});

/** Who might be left behind when cash is no longer taken: how many, why, and, for those who may know, who. */
export function cashHouseholdRoutes(app: App): void {
  app.get(
    '/kpi/cash-households',
    {
      schema: { querystring: HardshipQuery, response: { 200: HardshipSchema } },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const hardship = await readHardship(staff, query);
      return query.format ? sendXlsx(reply, hardshipWorkbook(staff.company.name, hardship)) : hardship;
    },
  );

  app.get(
    '/kpi/cash-households/list',
    {
      schema: { querystring: HouseholdsQuery, response: { 200: HouseholdsSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const filter: HouseholdFilter = {
        unitIds: await unitsAsked(staff, query.unit),
        commune: query.commune ?? null,
        sign: (query.sign ?? null) as HardshipSign | null,
        least: Number(query.least ?? defaultLeast),
      };
      const places = await listHouseholdPlaces(staff.db, filter);
      const read = async (page: CursorPage) =>
        answerPage(await listHouseholds(staff.db, filter, places, page), page, writeSpot);
      return answerList(reply, query, {
        read,
        head: () => ({ total: totalOf(places) }),
        present: (row) => ({ ...presentCustomer(row), village: row.village, signs: signsOf(row.signs) }),
        sheet: async () => householdSheet(staff.company.name, await findSearch(staff.db)),
      });
    },
  );
}

async function readHardship(
  staff: StaffContext,
  query: { unit?: string; least?: string },
): Promise<Hardship> {
  const unitIds = await unitsAsked(staff, query.unit);
  const search = await findSearch(staff.db);
  const cells = await listHardshipCells(staff.db, unitIds);
  const names = new Map(cells.map(({ commune_code, name }) => [commune_code, name]));
  const least = Number(query.least ?? defaultLeast);
  const known = search ? signsOf(search.known_signs) : [];
  const [total] = countHardship(
    cells.map((cell) => ({ ...cell, commune_code: '' })),
    least,
  );
  const communes = countHardship(cells, least);
  const withheldTotal = total !== undefined && total.cashOnly < leastHouseholds;
  const inCash = communes.map(({ cashOnly }) => cashOnly);
  const withheld = withheldTotal ? keepBack(inCash, leastHouseholds) : withholdAmong(inCash, leastHouseholds);
  return {
    unit: query.unit ?? null,
    search: search
      ? {
          period: search.period.slice(0, 7),
          businessOn: search.business_on,
          asOf: search.found_at.toISOString(),
          known,
        }
      : null,
    least,
    habitMonths,
    smallUseKwh,
    definition: boardDefinitions.cashHouseholds,
    total: presentCount(total, known, withheldTotal),
    communes: communes.map((count, at) => ({
      code: count.commune,
      name: names.get(count.commune) ?? '',
      ...presentCount(count, known, withheld[at] !== null),
    })),
    withPlan: null,
  };
}

type Count = ReturnType<typeof countHardship>[number];

/** What is known of a place; withheld where it would speak of single households. */
function presentCount(count: Count | undefined, known: readonly HardshipSign[], isWithheld: boolean) {
  const shown = count !== undefined && !isWithheld;
  return {
    cashOnly: shown ? String(count.cashOnly) : count ? null : '0',
    inNeed: shown ? String(count.inNeed) : count ? null : '0',
    signs: known.map((sign) => ({
      sign,
      households: shown ? String(count.bySign[sign]) : count ? null : '0',
    })),
  };
}

const signNames: Record<HardshipSign, string> = {
  no_phone: 'Không có số điện thoại',
  unverified_phone: 'Số điện thoại chưa xác minh',
  disadvantaged_commune: 'Xã khó khăn',
  no_pay_point: 'Xã không có điểm thanh toán',
  long_habit: 'Quen trả tiền mặt cho điện lực',
  small_use: 'Dùng ít điện',
  no_coverage: 'Vùng lõm sóng',
};

const nothingFound = `Cách tính ${versionOf(boardDefinitions.cashHouseholds)}. Chưa có dữ liệu.`;

function hardshipWorkbook(companyName: string, hardship: Hardship): Workbook {
  const { search, definition } = hardship;
  const known = search?.known ?? [];
  const cells = (row: Hardship['total']) => [
    row.cashOnly === null ? null : BigInt(row.cashOnly),
    row.inNeed === null ? null : BigInt(row.inNeed),
    ...row.signs.map(({ households }) => (households === null ? null : BigInt(households))),
  ];
  return {
    fileName: 'ho-can-ho-tro-rieng.xlsx',
    sheets: [
      {
        name: 'Theo xã',
        title: `Hộ cần hỗ trợ riêng – ${hardship.unit ?? companyName}`,
        notes: [
          search
            ? `Đến kỳ ${formatMonth(search.period)}, xét ngày ${formatBusinessDate(search.businessOn)}. ${standingWords(definition, search.asOf)}`
            : nothingFound,
          `Hộ chỉ trả tiền mặt trong ${habitMonths} kỳ; cần hỗ trợ riêng: có từ ${hardship.least} dấu hiệu. Ô trống: dưới 5 hộ, hay để không suy ra được nơi như thế từ tổng.`,
          'Kế hoạch cho từng hộ: chưa có dữ liệu.',
        ],
        columns: [
          { header: 'Mã xã', kind: 'text', width: 10 },
          { header: 'Xã', kind: 'text', width: 32 },
          { header: 'Hộ chỉ trả tiền mặt', kind: 'integer', width: 18 },
          { header: 'Cần hỗ trợ riêng', kind: 'integer', width: 16 },
          ...known.map((sign) => ({ header: signNames[sign], kind: 'integer' as const, width: 20 })),
        ],
        rows: [
          ['', 'Tổng', ...cells(hardship.total)],
          ...hardship.communes.map((row) => [row.code, row.name, ...cells(row)]),
        ],
      },
    ],
  };
}

function householdSheet(companyName: string, search: Search | undefined) {
  return {
    fileName: 'danh-sach-ho-can-ho-tro.xlsx',
    name: 'Hộ cần hỗ trợ riêng',
    title: `Hộ cần hỗ trợ riêng – ${companyName}`,
    notes: [search ? standingWords(boardDefinitions.cashHouseholds, search.found_at) : nothingFound],
    columns: [
      ...customerColumns,
      { header: 'Thôn, bản', kind: 'text' as const, width: 20 },
      { header: 'Dấu hiệu', kind: 'text' as const, width: 60 },
    ],
    cells: (row: HouseholdRow) => [
      ...customerCells(row),
      row.village,
      signsOf(row.signs)
        .map((sign) => signNames[sign])
        .join(', '),
    ],
  };
}

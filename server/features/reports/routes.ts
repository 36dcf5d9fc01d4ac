import { Type } from 'typebox';
import { formatMonth } from '../../../core/dates.ts';
import type { App } from '../../platform/http.ts';
import { sendXlsx, type Workbook } from '../../platform/xlsx/writer.ts';
import { getUnit, listUnits, type UnitRow } from '../companies/index.ts';
import type { Figure } from '../kpi/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { readBoard } from './read-board.ts';

/** The board of a company or unit. */
export function boardRoutes(app: App): void {
  app.get(
    '/board',
    {
      schema: {
        querystring: Type.Object(
          {
            period: Type.Optional(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })),
            unit: Type.Optional(Type.String()),
            format: Type.Optional(Type.Enum(['xlsx'])),
          },
          { additionalProperties: false },
        ),
      },
      config: { permission: 'kpi.view' },
    },
    async ({ staff, query }, reply) => {
      const unit = await unitAsked(staff, query.unit);
      const { scope, businessDate } = staff;
      const board = await readBoard(staff.db, { period: query.period, unit, scope, businessDate });
      return query.format === 'xlsx' ? sendXlsx(reply, boardWorkbook(staff, board)) : board;
    },
  );
}

/** Without a code: the person's own unit, or the company. */
async function unitAsked(staff: StaffContext, code: string | undefined): Promise<UnitRow> {
  const units = await listUnits(staff.db, staff.businessDate);
  const own = units.find((unit) =>
    staff.unitId === null ? unit.kind === 'company' : unit.id === staff.unitId,
  );
  if (code === undefined && own) return own;
  const unit = await getUnit(staff.db, code ?? staff.company.code, staff.businessDate);
  if (unit.kind !== 'company') ensureInScope(staff, unit.id);
  return unit;
}

type Board = Awaited<ReturnType<typeof readBoard>>;

function boardWorkbook(staff: StaffContext, board: Board): Workbook {
  const title = `Thanh toán không dùng tiền mặt kỳ ${formatMonth(board.period)} – ${board.unit.name}`;
  const notes = [
    `Số liệu lúc ${board.asOf}${board.provisional ? ' (tạm tính)' : ''}. ${staff.company.name}`,
    'Chính thức: mọi kênh trừ tiền mặt do nhân viên và bàn thu của điện lực thu. Chặt: trừ thêm tiền mặt tại điểm thu hộ, và quầy ngân hàng khi đối tác không báo hình thức.',
  ];
  const columns: Workbook['sheets'][number]['columns'] = [
    { header: 'Mã', kind: 'text', width: 12 },
    { header: 'Tên', kind: 'text', width: 32 },
    { header: 'KH có hóa đơn', kind: 'integer', width: 14 },
    { header: 'KH không dùng tiền mặt', kind: 'integer', width: 20 },
    { header: 'Tỷ lệ KH', kind: 'percent', width: 10 },
    { header: 'Tỷ lệ KH (chặt)', kind: 'percent', width: 14 },
    { header: 'Kế hoạch KH', kind: 'percent', width: 12 },
    { header: 'Còn thiếu KH', kind: 'integer', width: 12 },
    { header: 'Tiền phát hành (đ)', kind: 'money', width: 20 },
    { header: 'Tiền không dùng tiền mặt (đ)', kind: 'money', width: 24 },
    { header: 'Tỷ lệ tiền', kind: 'percent', width: 10 },
    { header: 'Tỷ lệ tiền (chặt)', kind: 'percent', width: 14 },
  ];
  const row = (item: { code: string; name: string; customers: Figure; money: Figure }) => [
    item.code,
    item.name,
    BigInt(item.customers.denominator),
    BigInt(item.customers.official.numerator),
    item.customers.official.ratio,
    item.customers.strict.ratio,
    item.customers.target,
    item.customers.gap === null ? null : BigInt(item.customers.gap),
    BigInt(item.money.denominator),
    BigInt(item.money.official.numerator),
    item.money.official.ratio,
    item.money.strict.ratio,
  ];
  const whole = { code: board.unit.code, name: board.unit.name, ...board.figures };
  return {
    fileName: `bang-dieu-hanh-${board.unit.code}-${board.period}.xlsx`,
    sheets: [
      { name: 'Đơn vị', title, notes, columns, rows: [whole, ...board.units].map(row) },
      { name: 'Xã phường', title, notes, columns, rows: board.communes.map(row) },
      {
        name: 'Kênh thanh toán',
        title,
        notes,
        columns: [
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Kênh', kind: 'text', width: 20 },
          { header: 'Số tiền (đ)', kind: 'money', width: 20 },
          { header: 'Hóa đơn', kind: 'integer', width: 12 },
          { header: 'Tỷ trọng', kind: 'percent', width: 10 },
        ],
        rows: board.channels.map((line) => [
          formatMonth(line.period),
          line.channel,
          BigInt(line.amount),
          BigInt(line.bills),
          line.share,
        ]),
      },
    ],
  };
}

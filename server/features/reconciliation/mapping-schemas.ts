import { Type } from 'typebox';
import { InstantSchema, MoneySchema, nullable } from '../../platform/schemas.ts';
import { LaneCountSchema, RefusalSchema } from './schemas.ts';

const exact = { additionalProperties: false };
const HeaderSchema = Type.String({ minLength: 1, maxLength: 100 });

/** How a partner's file says what. Columns are named by their header, in any letter case and with or without marks. */
export const MappingSchema = Type.Object(
  {
    columns: Type.Object(
      {
        reference: HeaderSchema,
        customerCode: HeaderSchema,
        amount: HeaderSchema,
        occurredAt: Type.Optional(HeaderSchema),
        status: Type.Optional(HeaderSchema),
        bill: Type.Optional(HeaderSchema),
        ourId: Type.Optional(HeaderSchema),
      },
      exact,
    ),
    formats: Type.Optional(
      Type.Object(
        {
          amount: Type.Optional(Type.Enum(['auto', 'plain', 'dots', 'commas', 'decimals'])),
          dateTime: Type.Optional(
            Type.Enum(['auto', 'dd/MM/yyyy HH:mm:ss', 'MM/dd/yyyy HH:mm:ss', 'yyyyMMddHHmmss', 'iso']),
          ),
          encoding: Type.Optional(Type.Enum(['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1258'])),
        },
        exact,
      ),
    ),
    statusValues: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.Enum(['paid', 'reversed', 'pending', 'ignore']), {
        description: 'What the values of the status column mean; common ones are known',
      }),
    ),
    trailer: Type.Optional(
      Type.Object(
        {
          marker: Type.String({ minLength: 1, maxLength: 40, description: 'What its first cell says' }),
          count: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 100, description: 'Cell of the count, from 1' }),
          ),
          sum: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 100, description: 'Cell of the sum, from 1' }),
          ),
        },
        { ...exact, description: 'Declared: a file without it is taken for half a file' },
      ),
    ),
    skipRows: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  },
  exact,
);

export const NamedMappingSchema = Type.Object({
  id: Type.String(),
  partnerCode: nullable(Type.String(), { description: 'Null: for every partner' }),
  name: Type.String(),
  version: Type.Integer(),
  mapping: MappingSchema,
  madeBy: Type.String(),
  madeAt: InstantSchema,
  retired: Type.Boolean(),
});

export const NewMappingSchema = Type.Object(
  {
    partnerCode: nullable(Type.String({ maxLength: 20 })),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    mapping: MappingSchema,
  },
  exact,
);

export const PreviewRequestSchema = Type.Object(
  {
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    sample: Type.String({
      minLength: 1,
      maxLength: 700_000,
      description:
        'The first 500,000 bytes of a file, or the whole of a shorter one or of a workbook, base64',
    }),
    mapping: Type.Optional(MappingSchema),
  },
  exact,
);

export const PreviewSchema = Type.Object({
  header: Type.Array(Type.String(), { description: 'The columns as the file names them' }),
  headerLine: nullable(Type.Integer()),
  mapping: nullable(MappingSchema, { description: 'As given, or as recognised from the header' }),
  missing: Type.Array(Type.String(), { description: 'Fields that no column was found for' }),
  refusal: nullable(RefusalSchema),
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      reference: nullable(Type.String()),
      customerCode: nullable(Type.String()),
      amount: nullable(MoneySchema),
      occurredAt: nullable(InstantSchema),
      status: nullable(Type.String()),
      bill: nullable(Type.String()),
      ourId: nullable(Type.String()),
      problems: Type.Array(
        Type.Object({
          field: Type.String(),
          code: Type.String(),
          reason: Type.String(),
          reasonEn: Type.String(),
        }),
      ),
      raw: Type.String(),
    }),
    { description: 'At most 20' },
  ),
  errorsByColumn: Type.Array(
    Type.Object({
      field: Type.String(),
      code: Type.String(),
      reason: Type.String(),
      reasonEn: Type.String(),
      count: Type.Integer(),
    }),
    { description: 'Over all rows of the sample' },
  ),
  statusWords: Type.Array(Type.Object({ word: Type.String(), count: Type.Integer() }), {
    description: 'What stands in the status column, the most frequent first, at most 60',
  }),
  trailer: nullable(
    Type.Object({
      line: Type.Integer(),
      cells: Type.Array(Type.String()),
      recognised: Type.Boolean({
        description: 'False for a last row that could not be read as a payment and may hold control totals',
      }),
      rows: nullable(Type.Integer({ description: 'The count it says, as it is read' })),
      total: nullable(MoneySchema, { description: 'The sum it says, as it is read' }),
      countCell: nullable(Type.Integer(), {
        description: 'Cell, from 1, whose number is the count of lines',
      }),
      sumCell: nullable(Type.Integer(), { description: 'Cell, from 1, whose number is the sum of lines' }),
    }),
  ),
});

export const TestRequestSchema = Type.Object(
  {
    mapping: MappingSchema,
    fileId: Type.String({ pattern: '^\\d{1,18}$', description: "A past day's file" }),
  },
  exact,
);

export const TestSchema = Type.Object({
  refusal: nullable(RefusalSchema),
  lines: Type.Integer(),
  badLines: Type.Integer(),
  matched: Type.Integer(),
  matchedAmount: MoneySchema,
  difference: MoneySchema,
  byLane: Type.Array(LaneCountSchema),
});

import { Type } from 'typebox';
import { cadences } from '../../../core/official-reports/due.ts';
import { formFields } from '../../../core/official-reports/form.ts';
import { reportKinds, scheduledKinds } from '../../../core/official-reports/kinds.ts';
import { settingFields } from '../../../core/official-reports/settings.ts';
import { numberUnits } from '../../../core/papers/paper.ts';
import { DateSchema, InstantSchema, nullable, PeriodSchema } from '../../platform/schemas.ts';

export const exact = { additionalProperties: false };
export const IdParams = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) });
export const KindSchema = Type.Enum([...reportKinds]);
export const StateSchema = Type.Enum(['draft', 'issued', 'scheduled']);
export const FormatSchema = Type.Enum(['pdf', 'docx', 'xlsx']);
export const DoneSchema = Type.Object({ done: Type.Literal(true) });
export const AfterSchema = Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' }));

const fieldOf = Type.String({ maxLength: 8_000 });
type Fields<Names extends readonly string[]> = Record<Names[number], typeof fieldOf>;
const fieldsOf = <const Names extends readonly string[]>(names: Names): Fields<Names> =>
  Object.fromEntries(names.map((name) => [name, fieldOf])) as Fields<Names>;

export const FormSchema = Type.Object(fieldsOf(formFields), exact);
export const SettingsSchema = Type.Object(fieldsOf(settingFields), exact);
/** Beside the settings, whether there is a server that mails can go to. */
export const ShownSettingsSchema = Type.Object({ ...fieldsOf(settingFields), canMail: Type.Boolean() });

const NumberSchema = Type.Object({
  id: Type.String(),
  label: Type.String(),
  text: Type.String({ description: 'As it is printed' }),
  value: nullable(Type.String()),
  unit: Type.Enum([...numberUnits]),
  definition: nullable(Type.String({ description: 'name@version' })),
  numerator: nullable(Type.String()),
  denominator: nullable(Type.String()),
  asOf: InstantSchema,
  link: Type.String({ description: 'Address in the console that opens what was counted' }),
});
const RunSchema = Type.Object({
  text: Type.String(),
  number: nullable(Type.String({ description: 'Id of the number that it prints' })),
  bold: Type.Boolean(),
});
const BlockSchema = Type.Union([
  Type.Object({ kind: Type.Enum(['heading', 'paragraph', 'note']), runs: Type.Array(RunSchema) }),
  Type.Object({
    kind: Type.Literal('table'),
    caption: Type.String(),
    columns: Type.Array(
      Type.Object({
        header: Type.String(),
        kind: Type.Enum(['ordinal', 'name', 'number']),
        share: Type.Number(),
      }),
    ),
    rows: Type.Array(Type.Object({ bold: Type.Boolean(), cells: Type.Array(RunSchema) })),
  }),
]);
const PaperSchema = Type.Object({
  layout: Type.Enum(['state', 'plain']),
  frame: Type.Object({
    parent: Type.String(),
    issuer: Type.String(),
    number: Type.String(),
    place: Type.String(),
    datedOn: DateSchema,
    type: Type.String(),
    subject: Type.String(),
    addressee: Type.String(),
    capacity: Type.Array(Type.String()),
    signer: Type.String(),
    copies: Type.Array(Type.String()),
  }),
  standing: Type.String(),
  definitions: Type.Array(Type.String()),
  blocks: Type.Array(BlockSchema),
  numbers: Type.Array(NumberSchema),
  madeAt: InstantSchema,
  mark: Type.String(),
});

/** A report as it would be now. */
export const CompositionSchema = Type.Object({
  kind: KindSchema,
  period: Type.String(),
  unit: Type.String(),
  frozenVersion: nullable(Type.Integer()),
  form: FormSchema,
  paper: PaperSchema,
  available: Type.Array(NumberSchema, { description: 'Numbers that a text may name: {customers.ratio}' }),
  missing: Type.Array(Type.String(), { description: 'What must be filled in before it is issued' }),
  unread: Type.Array(Type.String(), { description: 'Names in braces of which there is no number' }),
  untraced: Type.Array(Type.String(), { description: 'Figures typed by hand, which nothing stands behind' }),
});

export const ReportLineSchema = Type.Object({
  id: Type.String(),
  kind: KindSchema,
  period: Type.String(),
  on: DateSchema,
  unitCode: Type.String(),
  unitName: Type.String(),
  state: StateSchema,
  number: nullable(Type.String()),
  subject: Type.String(),
  signer: Type.String(),
  revision: Type.Integer(),
  frozenVersion: nullable(Type.Integer()),
  documentId: nullable(Type.String()),
  changedBy: Type.String(),
  changedAt: InstantSchema,
  issuedBy: nullable(Type.String()),
  issuedAt: nullable(InstantSchema),
});
/** A report as it is: a draft counted anew, what was issued as it was fixed. */
export const ReportSchema = Type.Object({ ...ReportLineSchema.properties, ...CompositionSchema.properties });

const recipients = Type.Array(Type.String({ maxLength: 254 }), { minItems: 1, maxItems: 50 });
const formats = Type.Array(FormatSchema, { minItems: 1, maxItems: 3, uniqueItems: true });
export const MailBodySchema = Type.Object({ recipients, formats }, exact);

const ScheduledKindSchema = Type.Enum([...scheduledKinds]);

const scheduleFields = {
  kind: ScheduledKindSchema,
  unit: Type.String(),
  cadence: Type.Enum([...cadences]),
  weekday: nullable(Type.Integer({ minimum: 1, maximum: 7 }), { description: '1 is Monday' }),
  monthDay: nullable(Type.Integer({ minimum: 1, maximum: 31 })),
  atTime: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  workingDaysOnly: Type.Boolean(),
  recipients,
  formats,
  isActive: Type.Boolean(),
};
/** Without a unit: the person's own, or the company. */
export const ScheduleBodySchema = Type.Object(
  {
    ...scheduleFields,
    unit: Type.Optional(Type.String()),
    /** Of `pivot_table`: the saved table, made as whoever sets the schedule would see it. */
    pivot: Type.Optional(IdParams.properties.id),
  },
  exact,
);
export const ScheduleSchema = Type.Object({
  id: Type.String(),
  ...scheduleFields,
  recipients: nullable(recipients, { description: 'Null: somebody above has set it up, and changes it' }),
  pivot: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  nextDueOn: nullable(DateSchema),
  lastDueOn: nullable(DateSchema),
  lastReportId: nullable(Type.String()),
});

export const MailSchema = Type.Object({
  id: Type.String(),
  reportId: nullable(Type.String()),
  pivotId: nullable(Type.String({ description: 'The saved table, where it brings one' })),
  kind: ScheduledKindSchema,
  title: Type.String({ description: 'Name of the table; empty of a report' }),
  period: PeriodSchema,
  unitName: Type.String(),
  number: nullable(Type.String()),
  recipient: nullable(Type.String(), { description: 'Null: somebody above has sent it' }),
  formats,
  state: Type.Enum(['waiting', 'sent', 'failed']),
  attempts: Type.Integer(),
  nextTryAt: InstantSchema,
  fault: nullable(Type.String()),
  reply: nullable(Type.String({ description: "The mail server's own words" })),
  askedBy: Type.String(),
  askedAt: InstantSchema,
  sentAt: nullable(InstantSchema),
});

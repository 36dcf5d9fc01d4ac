import { Type } from 'typebox';
import { DateSchema, InstantSchema, MoneySchema, NamedSchema, nullable } from '../../platform/schemas.ts';

export const exact = { additionalProperties: false };
export const IdSchema = Type.String({ pattern: '^\\d{1,18}$' });
const DongSchema = Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Whole VND above zero' });
const SomeText = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const NameOfService = Type.String({ pattern: '^[A-Z0-9]{2,20}$' });

export const PriceSchema = Type.Object({
  id: Type.String(),
  service: Type.String(),
  name: Type.String(),
  countedIn: Type.String({ description: 'What is counted: a time, a meter' }),
  net: nullable(MoneySchema, { description: 'Of one, before VAT; null: by estimate' }),
  vatRate: Type.Integer(),
  legalBasis: Type.String(),
  offered: Type.Boolean(),
  validFrom: DateSchema,
  validTo: nullable(DateSchema, {
    description: 'First day on which it no longer holds; null: none is known',
  }),
  holds: Type.Boolean({ description: 'In force today' }),
  setBy: Type.String(),
  setAt: InstantSchema,
});

export const NewPriceSchema = Type.Object(
  {
    service: NameOfService,
    name: SomeText(120),
    countedIn: SomeText(30),
    net: nullable(DongSchema, { description: 'Null: by estimate' }),
    vatRate: Type.Integer({ minimum: 0, maximum: 100 }),
    legalBasis: SomeText(300),
    offered: Type.Optional(Type.Boolean()),
    validFrom: DateSchema,
  },
  exact,
);

const ApplicantSchema = Type.Object(
  {
    name: SomeText(200),
    address: SomeText(500),
    unit: SomeText(20),
    commune: Type.Optional(nullable(Type.String({ pattern: '^\\d{5}$' }))),
    kind: Type.Enum(['SH', 'NSH']),
    phone: Type.Optional(nullable(Type.String({ pattern: '^[0-9+ .-]{8,20}$' }))),
    taxCode: Type.Optional(nullable(Type.String({ maxLength: 20 }))),
  },
  exact,
);

const order = {
  customerCode: Type.Optional(nullable(SomeText(40))),
  applicant: Type.Optional(nullable(ApplicantSchema)),
  service: NameOfService,
  quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  unitNet: Type.Optional(
    nullable(DongSchema, { description: 'Of one, before VAT; only for a service priced by estimate' }),
  ),
  dueOn: Type.Optional(nullable(DateSchema)),
  note: Type.Optional(nullable(Type.String({ maxLength: 300 }))),
};
export const OrderSchema = Type.Object(order, exact);
export const IssueSchema = Type.Object(
  { ...order, requestKey: Type.String({ minLength: 8, maxLength: 80 }) },
  exact,
);

export const PreviewSchema = Type.Object({
  service: Type.String(),
  description: Type.String(),
  legalBasis: Type.String(),
  issuedOn: DateSchema,
  dueOn: DateSchema,
  unitNet: MoneySchema,
  net: MoneySchema,
  vatRate: Type.Integer(),
  vat: MoneySchema,
  total: MoneySchema,
  customer: nullable(NamedSchema, { description: 'Null: an applicant, who gets a code with the bill' }),
  alreadyOpen: Type.Array(Type.String(), {
    description: 'Numbers of bills for the same service that this customer has not paid yet',
  }),
});

export const StateSchema = Type.Enum(['open', 'part_paid', 'paid', 'cancelled', 'written_off']);

export const ChargeSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  service: Type.String(),
  description: Type.String(),
  quantity: Type.Integer(),
  customerCode: Type.String(),
  customerName: Type.String(),
  isApplicant: Type.Boolean({ description: 'The billing system does not know this customer yet' }),
  unit: NamedSchema,
  period: Type.String(),
  issuedOn: DateSchema,
  dueOn: DateSchema,
  net: MoneySchema,
  vatRate: Type.Integer(),
  vat: MoneySchema,
  total: MoneySchema,
  paid: MoneySchema,
  state: Type.String(),
  legalBasis: Type.String(),
  note: nullable(Type.String()),
  issuedBy: Type.String(),
  cancelledBy: nullable(Type.String()),
  cancelReason: nullable(Type.String()),
});

import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { pageOf } from '../../platform/schemas.ts';
import {
  ListQuerySchema,
  ListTakenSchema,
  receiveList,
  uploadRoutes,
} from '../../platform/tabular/take-list.ts';
import { sendXlsx } from '../../platform/xlsx/writer.ts';
import { getCustomer, toFilter } from '../customers/index.ts';
import { mayDo } from '../staff/index.ts';
import { contactWorkbook } from './contact-workbook.ts';
import {
  contactStates,
  countContacts,
  listContacts,
  listCustomerContacts,
  listEntries,
} from './list-queries.ts';
import { presentKnown, presentRow } from './present.ts';
import { saveContact } from './save-contact.ts';
import * as schemas from './schemas.ts';
import { takeContacts } from './take-contacts.ts';

const WhoSchema = {
  query: Type.Optional(Type.String({ maxLength: 100 })),
  unit: Type.Optional(Type.String({ maxLength: 40 })),
  commune: Type.Optional(Type.String({ maxLength: 10 })),
};
const pageSize = 50;

/** Numbers by which customers are reached: the list, one customer's, and lists that staff bring in. */
export function contactRoutes(app: App, runtime: Runtime): void {
  listRoutes(app);
  customerContactRoutes(app);
  uploadRoutes(app, (uploads) => {
    uploads.post(
      '/contacts/list',
      {
        schema: { querystring: ListQuerySchema, response: { 200: ListTakenSchema } },
        bodyLimit: Number.MAX_SAFE_INTEGER,
        config: { permission: 'contacts.edit' },
      },
      async ({ staff, query, body }) =>
        receiveList(body, query, runtime.config.maxUploadBytes, (source) => takeContacts(staff, source)),
    );
  });
}

function listRoutes(app: App): void {
  app.get(
    '/contacts',
    {
      schema: {
        querystring: Type.Object(
          {
            ...WhoSchema,
            state: Type.Optional(Type.Enum([...contactStates])),
            after: Type.Optional(Type.String({ maxLength: 40 })),
            format: Type.Optional(Type.Literal('xlsx')),
          },
          { additionalProperties: false },
        ),
        response: { 200: pageOf(schemas.ContactListRowSchema) },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }, reply) => {
      const { state = 'all' } = query;
      const filter = { ...(await toFilter(staff, query)), state, onDate: staff.businessDate };
      const isOpen = mayDo(staff, 'contacts.edit');
      if (query.format) return sendXlsx(reply, contactWorkbook(staff, filter, isOpen));
      const found = await listContacts(staff.db, filter, { after: query.after ?? '', limit: pageSize + 1 });
      const rows = found.slice(0, pageSize);
      const next = found.length > pageSize ? (rows.at(-1)?.code ?? null) : null;
      return { rows: rows.map((row) => presentRow(row, isOpen)), next };
    },
  );
  app.get(
    '/contacts/counts',
    {
      schema: {
        querystring: Type.Object(WhoSchema, { additionalProperties: false }),
        response: { 200: schemas.ContactCountsSchema },
      },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }) => countContacts(staff.db, await toFilter(staff, query)),
  );
}

function customerContactRoutes(app: App): void {
  const params = Type.Object({ code: Type.String({ maxLength: 40 }) });
  app.get(
    '/customers/:code/contacts',
    {
      schema: { params, response: { 200: schemas.CustomerContactsSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params: { code } }) => {
      const { id } = await getCustomer(staff, code);
      const isOpen = mayDo(staff, 'contacts.edit');
      const [rows, entries] = await Promise.all([
        listCustomerContacts(staff.db, id),
        listEntries(staff.db, id),
      ]);
      return {
        rows: rows.map((row) => ({
          ...presentKnown(row, isOpen),
          endedOn: row.ended_on,
          sharedWith: row.shared_with,
        })),
        entries: entries.map((row) => ({
          id: String(row.id),
          ...presentKnown(row, isOpen),
          endedOn: row.ended_on,
          recordedBy: row.recorded_by,
          recordedOn: row.recorded_on,
        })),
      };
    },
  );
  app.post(
    '/customers/:code/contacts',
    {
      schema: {
        params,
        body: schemas.ContactWishSchema,
        response: { 200: Type.Object({ recorded: Type.Literal(true) }) },
      },
      config: { permission: 'contacts.edit' },
    },
    async ({ staff, params: { code }, body }) => {
      await saveContact(staff, { customerCode: code, ...body });
      return { recorded: true as const };
    },
  );
}

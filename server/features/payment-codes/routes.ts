import type { FastifyReply } from 'fastify';
import { ensure } from '../../platform/errors.ts';
import { readClock } from '../../platform/clock.ts';
import { dispositionOf } from '../../platform/disposition.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { drawQrPng, drawQrSvg } from '../../platform/qr-image.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { codeError } from './errors.ts';
import { makeSlips, surveySlips } from './make-slips.ts';
import { presentAccount, presentCoded } from './present.ts';
import { ensurePayable, readBillCode, readCustomerCodes } from './read-codes.ts';
import * as schemas from './schemas.ts';
import type { SlipsPerPage } from './slip-document.ts';

/** QR codes of bills and customers: what they say, their pictures, and slips of them on paper. */
export function paymentCodeRoutes(app: App, runtime: Runtime): void {
  const businessNow = async (): Promise<Date> => (await readClock(runtime.platform)).businessNow;
  billRoutes(app, businessNow);
  customerRoutes(app, businessNow);
  slipRoutes(app, businessNow);
}

type BusinessNow = () => Promise<Date>;

function billRoutes(app: App, businessNow: BusinessNow): void {
  app.get(
    '/bills/:id/qr',
    {
      schema: { params: schemas.IdParam, response: { 200: schemas.BillCodeSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params: { id } }) => {
      const { account, coded } = await readBillCode(staff, BigInt(id), await businessNow());
      return { account: presentAccount(account), bill: presentCoded(coded) };
    },
  );
  app.get(
    '/bills/:id/qr/file',
    {
      schema: { params: schemas.IdParam, querystring: schemas.PictureQuery },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params: { id }, query: { format = 'svg' } }, reply) => {
      const { coded } = await readBillCode(staff, BigInt(id), await businessNow());
      return sendPicture(reply, { text: ensurePayable(coded), name: coded.bill.external_id, format });
    },
  );
}

function customerRoutes(app: App, businessNow: BusinessNow): void {
  app.get(
    '/customers/:code/qr',
    {
      schema: { params: schemas.CodeParam, response: { 200: schemas.CustomerCodesSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params: { code } }) => {
      const { account, customer, own, bills } = await readCustomerCodes(staff, code, await businessNow());
      return {
        account: presentAccount(account),
        customer,
        payload: own?.payload ?? null,
        purpose: own?.purpose ?? null,
        bills: bills.map(presentCoded),
      };
    },
  );
  app.get(
    '/customers/:code/qr/file',
    {
      schema: { params: schemas.CodeParam, querystring: schemas.PictureQuery },
      config: { permission: 'customers.view' },
    },
    async ({ staff, params: { code }, query: { format = 'svg' } }, reply) => {
      const { own, customer } = await readCustomerCodes(staff, code, await businessNow());
      ensure(own, codeError('payment_codes.no_account'));
      return sendPicture(reply, { text: own.payload, name: customer.code, format });
    },
  );
}

/** A picture of today: what is open may be paid in the next moment, so nobody keeps it. */
async function sendPicture(
  reply: FastifyReply,
  picture: { text: string; name: string; format: 'svg' | 'png' },
): Promise<FastifyReply> {
  const { text, name, format } = picture;
  return (
    reply
      .header('content-type', format === 'svg' ? 'image/svg+xml' : 'image/png')
      .header('content-disposition', dispositionOf('inline', `qr-${name}.${format}`))
      .header('cache-control', 'no-store')
      // A declared JSON response schema does not apply to a file.
      .serializer((payload: unknown) => payload as string)
      .send(format === 'svg' ? await drawQrSvg(text) : await drawQrPng(text))
  );
}

function slipRoutes(app: App, businessNow: BusinessNow): void {
  app.get(
    '/payment-slips',
    {
      schema: { querystring: schemas.SlipQuery, response: { 200: schemas.SlipsSchema } },
      config: { permission: 'customers.view' },
    },
    async ({ staff, query }) => {
      const { account, openVnd, ...survey } = await surveySlips(staff, query, await businessNow());
      return { ...survey, open: String(openVnd), account: presentAccount(account) };
    },
  );
  app.get(
    '/payment-slips/file',
    { schema: { querystring: schemas.SlipFileQuery }, config: { permission: 'customers.view' } },
    async ({ staff, query: { perPage = '8', names, ...wish } }, reply) => {
      const masked = names !== 'full';
      const perFile = { ...wish, masked, perPage: Number(perPage) as SlipsPerPage };
      return sendPdf(reply, await makeSlips(staff, perFile, await businessNow()));
    },
  );
}

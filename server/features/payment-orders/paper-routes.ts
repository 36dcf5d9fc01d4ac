import { Type } from 'typebox';
import { dispositionOf } from '../../platform/disposition.ts';
import type { App } from '../../platform/http.ts';
import { sendPdf } from '../../platform/pdf/document.ts';
import { orderFormats, writeOrderFile } from './order-file.ts';
import { orderDocument } from './order-paper.ts';
import { getPaper } from './read-order.ts';
import { exact, IdParams } from './schemas.ts';

/** What an order is handed over as: a form to sign, and a file for the payer's bank. */
export function paperRoutes(app: App): void {
  app.get(
    '/payment-orders/:id/form/file',
    { schema: { params: IdParams }, config: { permission: 'payments.view' } },
    async ({ staff, params }, reply) => sendPdf(reply, await orderDocument(await getPaper(staff, params.id))),
  );
  app.get(
    '/payment-orders/:id/file',
    {
      schema: {
        params: IdParams,
        querystring: Type.Object({ format: Type.Enum([...orderFormats]) }, exact),
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params, query }, reply) => {
      const paper = await getPaper(staff, params.id);
      const { fileName, text } = writeOrderFile(paper, query.format, staff.businessDate);
      return reply
        .header('content-type', 'application/xml; charset=utf-8')
        .header('content-disposition', dispositionOf('attachment', fileName))
        .header('cache-control', 'no-store')
        .serializer((payload: unknown) => payload as string)
        .send(text);
    },
  );
}

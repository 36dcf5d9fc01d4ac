import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { tracePayment } from './payment-trace.ts';
import { PaymentTraceSchema } from './payment-trace-schema.ts';

/** One payment on one page. */
export function paymentTraceRoutes(app: App): void {
  app.get(
    '/payments/:id/trace',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
        response: { 200: PaymentTraceSchema },
      },
      config: { permission: 'payments.view' },
    },
    async ({ staff, params }) => tracePayment(staff, BigInt(params.id)),
  );
}

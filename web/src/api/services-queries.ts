import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of other electricity services and of QR codes ask for. */
export type Charges = api.GetServicesBillsAnswer;
export type Charge = Charges['rows'][number];
export type Prices = api.GetServicesPricesAnswer;
export type Price = Prices['rows'][number];
export type NewPrice = api.PostServicesPricesBody;
export type ChargeOrder = api.PostServicesBillsPreviewBody;
export type ChargePreview = api.PostServicesBillsPreviewAnswer;
export type BillCode = api.GetBillsIdQrAnswer;
export type CustomerCodes = api.GetCustomersCodeQrAnswer;
export type Slips = api.GetPaymentSlipsAnswer;

export const chargesQuery = (query: Query) => pagesQuery<Charges>('/services/bills', query);
export const pricesQuery = listQuery<Prices>('/services/prices');
export const billCodeQuery = (id: string) => listQuery<BillCode>(`/bills/${encodeURIComponent(id)}/qr`);
export const customerCodesQuery = (code: string) =>
  listQuery<CustomerCodes>(`/customers/${encodeURIComponent(code)}/qr`);
export const slipsQuery = (query: Query) => listQuery<Slips>('/payment-slips', query);

/** After a bill was issued or taken back, everything that shows bills is asked for anew. */
export function refreshCharges(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/(services|customers|bills|payment-slips)/.test(String(queryKey[0])),
  });
}

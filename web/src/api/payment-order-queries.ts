import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of payment orders and cheques ask for. */
export type PaymentOrders = api.GetPaymentOrdersAnswer;
export type PaymentOrder = PaymentOrders['rows'][number];
export type PaymentOrderDetail = api.GetPaymentOrdersIdAnswer;
export type OrderLine = PaymentOrderDetail['lines'][number];
export type OrderReceipt = PaymentOrderDetail['receipts'][number];
export type NewPaymentOrder = api.PostPaymentOrdersBody;
export type BillOffer = api.PostPaymentOrdersBillsAnswer;
export type OrderAccounts = api.GetPaymentOrdersAccountsAnswer;
export type OrderAccount = OrderAccounts['rows'][number];
export type OrderAccountWords = api.PutPaymentOrdersAccountsAccountBody;
export type Cheques = api.GetChequesAnswer;
export type Cheque = Cheques['rows'][number];
export type ChequeDetail = api.GetChequesIdAnswer;
export type NewCheque = api.PostChequesBody;
export type Bounce = api.PostChequesIdBounceBody;
export type ChequeSlips = api.GetChequeSlipsAnswer;
export type ChequeSlip = ChequeSlips['rows'][number];

const refreshMs = 10_000;

export const paymentOrdersQuery = (query: Query) =>
  pagesQuery<PaymentOrders>('/payment-orders', query, refreshMs);
export const paymentOrderQuery = (id: string) =>
  listQuery<PaymentOrderDetail>(`/payment-orders/${encodeURIComponent(id)}`, {}, refreshMs);
export const orderAccountsQuery = listQuery<OrderAccounts>('/payment-orders/accounts');
export const chequesQuery = (query: Query) => pagesQuery<Cheques>('/cheques', query, refreshMs);
export const chequeQuery = (id: string) =>
  listQuery<ChequeDetail>(`/cheques/${encodeURIComponent(id)}`, {}, refreshMs);
export const chequeSlipsQuery = pagesQuery<ChequeSlips>('/cheque-slips', {});

/** After something was done, everything about orders, cheques and the credits that pay them is asked for anew. */
export function refreshPaymentOrders(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/(payment-orders|cheque|bank-credits)/.test(String(queryKey[0])),
  });
}

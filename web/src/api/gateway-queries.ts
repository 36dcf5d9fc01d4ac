import type { QueryClient } from '@tanstack/react-query';
import type { Query } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of payment gateways ask for. */
export type Gateways = api.GetGatewaysAnswer;
export type Gateway = Gateways['rows'][number];
export type GatewayOrders = api.GetGatewaysOrdersAnswer;
export type GatewayOrder = GatewayOrders['rows'][number]['order'];
export type GatewayOrderState = GatewayOrder['state'];
export type GatewayOrderDetail = api.GetGatewaysOrdersIdAnswer;

const refreshMs = 5_000;

export const gatewaysQuery = listQuery<Gateways>('/gateways', {}, refreshMs);
export const gatewayOrdersQuery = (query: Query) =>
  pagesQuery<GatewayOrders>('/gateways/orders', query, refreshMs);
export const gatewayOrderQuery = (id: string) =>
  listQuery<GatewayOrderDetail>(`/gateways/orders/${id}`, {}, refreshMs);

/** After something was done, everything about gateways is asked for anew. */
export function refreshGateways(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/gateways'),
  });
}

import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import { listQuery } from './queries.ts';

/** What the screen of one partner asks for. */
export type PartnerKit = api.GetPartnersPartnerKitAnswer;
export type PartnerEndpoints = api.GetPartnersPartnerWebhooksAnswer;
export type PartnerEndpoint = PartnerEndpoints['rows'][number];
export type PartnerDeliveries = api.GetPartnersPartnerWebhooksDeliveriesAnswer;
export type Invited = api.PostPartnersPartnerDevelopersAnswer;

const refreshMs = 10_000;

export const partnerKitQuery = (partner: string) =>
  listQuery<PartnerKit>(`/partners/${partner}/kit`, {}, refreshMs);
export const partnerEndpointsQuery = (partner: string) =>
  listQuery<PartnerEndpoints>(`/partners/${partner}/webhooks`, {}, refreshMs);
export const failedDeliveriesQuery = (partner: string) =>
  listQuery<PartnerDeliveries>(`/partners/${partner}/webhooks/deliveries`, { state: 'failed' }, refreshMs);

/** After something was done, everything about partners is asked for anew. */
export function refreshPartners(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/partners'),
  });
}

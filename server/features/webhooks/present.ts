import type { EndpointRow } from './endpoint-queries.ts';
import type { DeliveryRow } from './event-queries.ts';
import { messageId } from './deliver-events.ts';

export function presentEndpoint(row: EndpointRow) {
  return {
    id: String(row.id),
    url: row.url,
    eventTypes: row.event_types,
    reach: row.reach,
    state: row.state,
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lastFault: row.last_fault,
    secrets: row.secret_slots.length,
    waiting: row.waiting,
    failed: row.failed,
  };
}

/** Without its body: staff see that something was sent, the partner what. */
export function presentDelivery(row: DeliveryRow, companyCode: string) {
  return {
    id: String(row.id),
    messageId: messageId(companyCode, row.event_id),
    endpointId: String(row.endpoint_id),
    url: row.url,
    type: row.type,
    sequence: row.sequence === null ? null : Number(row.sequence),
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.state === 'waiting' ? row.next_try_at.toISOString() : null,
    lastStatus: row.last_status,
    lastFault: row.last_fault,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

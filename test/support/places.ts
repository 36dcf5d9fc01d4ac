import assert from 'node:assert/strict';
import type { StaffClient } from './staff.ts';

/** A counter of the company in a commune, as the register's form sends it; what is not said is usual. */
export function counterIn(commune: string, more: object = {}): object {
  return {
    kind: 'counter',
    name: 'Bàn thu thử',
    address: '',
    commune,
    village: null,
    partner: null,
    openedOn: '2020-01-01',
    closedOn: null,
    openingHours: '',
    takesCash: true,
    ...more,
  };
}

export async function keepPlace(staff: StaffClient, code: string, place: object): Promise<void> {
  const { status, body } = await staff.send('PUT', `/pay-points/${code}`, place);
  assert.equal(status, 200, JSON.stringify(body));
}

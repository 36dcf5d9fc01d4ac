import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { businessDateOf } from '../../core/dates.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import type { Occasion } from '../../server/features/gateways/index.ts';
import type { App } from '../../server/platform/http.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { momoDesk } from '../../simulator/gateways/momo.ts';
import type { Desk } from '../../simulator/gateways/desk.ts';
import { vnpayDesk } from '../../simulator/gateways/vnpay.ts';
import { viettelDesk } from '../../simulator/gateways/viettel.ts';
import { zalopayDesk } from '../../simulator/gateways/zalopay.ts';
import { atEnd } from './at-end.ts';
import type { StaffClient } from './staff.ts';

/** Contracts with the simulated providers, as a power company would have them. */
const contracts = {
  momo: {
    desk: () => momoDesk({ accessKey: 'ACCESS', secretKey: 'momo-test-secret' }, 'MOMOTEST'),
    secrets: { accessKey: 'ACCESS', secretKey: 'momo-test-secret' },
    channel: 'wallet',
    kind: 'wallet',
  },
  zalopay: {
    desk: () => zalopayDesk({ key1: 'zalo-test-key-1', key2: 'zalo-test-key-2' }, '2553'),
    secrets: { key1: 'zalo-test-key-1', key2: 'zalo-test-key-2' },
    channel: 'wallet',
    kind: 'wallet',
  },
  vnpay: {
    desk: () => vnpayDesk('vnpay-test-secret', 'TESTTMN1'),
    secrets: { secretKey: 'vnpay-test-secret' },
    channel: 'bank_card',
    kind: 'intermediary',
  },
  viettel: {
    desk: () => viettelDesk({ accessCode: 'ACC', secretKey: 'viettel-test' }, 'VTMTEST', 'sha1-base64'),
    secrets: { accessCode: 'ACC', secretKey: 'viettel-test' },
    channel: 'mobile_money',
    kind: 'mobile_money',
    variant: 'sha1-base64',
  },
} as const;

export type SimulatedProvider = keyof typeof contracts;
export const simulatedProviders = Object.keys(contracts) as SimulatedProvider[];

/** Lets the application listen, so that providers can call it; its address. */
export async function listen(app: App): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  atEnd(() => app.close());
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** A running provider with a contract for it, entered the way staff do. */
export async function openGateway(
  { company }: Runtime & { company: Company },
  operator: StaffClient,
  provider: SimulatedProvider,
  publicUrl: string,
): Promise<{ desk: Desk; account: string; partnerId: bigint }> {
  const { desk: makeDesk, secrets, channel, kind, ...ways } = contracts[provider];
  const desk = await makeDesk().start();
  atEnd(() => desk.stop());
  const partner = await upsertPartner(company.db, {
    code: provider.toUpperCase(),
    name: provider,
    kind,
    channels: [channel],
  });
  const saved = await operator.send('PUT', `/gateways/${provider}`, {
    partner: partner.code,
    provider,
    channel,
    merchant: desk.merchant,
    endpoint: desk.url,
    ...ways,
    payPage: `${desk.url}/page`,
    publicUrl,
    secrets,
    enabled: true,
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  desk.callbackUrl = saved.body.callbackUrl;
  return { desk, account: provider, partnerId: partner.id };
}

/** The moment `minutes` from now, on both clocks. */
export function occasionIn(company: Company, minutes: number): Occasion {
  const now = new Date(Date.now() + minutes * 60_000);
  return { company, now, businessNow: now, businessDate: businessDateOf(now) };
}

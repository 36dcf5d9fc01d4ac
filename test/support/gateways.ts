import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { businessDateOf } from '../../core/dates.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import type { Occasion } from '../../server/features/gateways/index.ts';
import type { App } from '../../server/platform/http.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { contractForm, deskContracts, type SimulatedProvider } from '../../simulator/gateways/contracts.ts';
import { momoKeys } from '../../simulator/gateways/momo-agreements.ts';
import type { Desk } from '../../simulator/gateways/desk.ts';
import { atEnd } from './at-end.ts';
import type { StaffClient } from './staff.ts';

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
  const { desk: makeDesk, channel, kind } = deskContracts[provider];
  const desk = await makeDesk().start();
  atEnd(() => desk.stop());
  const partner = await upsertPartner(company.db, {
    code: provider.toUpperCase().replaceAll('-', '_'),
    name: provider,
    kind,
    channels: [channel],
  });
  const form = contractForm(provider, desk, { partner: partner.code, url: publicUrl });
  const saved = await operator.send('PUT', `/gateways/${provider}`, form);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  desk.callbackUrl = saved.body.callbackUrl;
  return { desk, account: provider, partnerId: partner.id };
}

/** A wallet that debits by token: its desk, and a contract for agreements. */
export async function openWallet(
  { company }: Runtime & { company: Company },
  operator: StaffClient,
  provider: 'momo' | 'zalopay',
  publicUrl: string,
): Promise<{ desk: Desk; partnerCode: string; partnerId: bigint }> {
  const desk = await deskContracts[provider].desk().start();
  atEnd(() => desk.stop());
  const partner = await upsertPartner(company.db, {
    code: `${provider.toUpperCase()}_TD`,
    name: provider,
    kind: 'wallet',
    channels: ['auto_debit_wallet'],
  });
  const form = contractForm(provider, desk, { partner: partner.code, url: publicUrl });
  const saved = await operator.send('PUT', `/gateways/${provider}-debit`, {
    ...form,
    ...(provider === 'momo' && { secrets: { ...form.secrets, publicKey: momoKeys().publicKey } }),
    channel: 'auto_debit_wallet',
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return { desk, partnerCode: partner.code, partnerId: partner.id };
}

/** The moment `minutes` from now, on both clocks. */
export function occasionIn(company: Company, minutes: number): Occasion {
  const now = new Date(Date.now() + minutes * 60_000);
  return { company, now, businessNow: now, businessDate: businessDateOf(now) };
}

import {
  contractForm,
  deskContracts,
  simulatedProviders,
  type SimulatedProvider,
} from '../simulator/gateways/contracts.ts';
import type { Desk } from '../simulator/gateways/desk.ts';
import { pause } from './errands.ts';
import type { Random } from './random.ts';
import type { StaffLine } from './staff-line.ts';

export type Desks = ReadonlyMap<SimulatedProvider, Desk>;

/** Providers of one run: real HTTP servers in this process, which is never killed, so that their books stay. */
export async function openDesks(): Promise<Desks> {
  const desks = new Map<SimulatedProvider, Desk>();
  for (const provider of simulatedProviders)
    desks.set(provider, await deskContracts[provider].desk().start());
  return desks;
}

export async function closeDesks(desks: Desks): Promise<void> {
  await Promise.all([...desks.values()].map((desk) => desk.stop()));
}

export const gatewayPartner = (provider: SimulatedProvider): string =>
  `GW${provider.toUpperCase().replaceAll('-', '_')}`;

/** Staff enter the contract of each provider; before anything fails. */
export async function enterContracts(desks: Desks, operator: StaffLine, url: string): Promise<void> {
  for (const [provider, desk] of desks) {
    const form = contractForm(provider, desk, { partner: gatewayPartner(provider), url });
    const { status, body } = await operator.send('PUT', `/gateways/${provider}`, form);
    if (status !== 200)
      throw new Error(`the contract with ${provider} was not taken: ${JSON.stringify(body)}`);
    desk.callbackUrl = String(body['callbackUrl']);
  }
}

/** What goes wrong at a provider, and how often. */
const weather: Record<string, { weight: number; strike: (desk: Desk) => unknown }> = {
  calm: { weight: 6, strike: () => undefined },
  'lost answers': { weight: 5, strike: ({ switches }) => (switches.loseAnswers = 4) },
  doubled: { weight: 5, strike: ({ switches }) => (switches.duplicate = true) },
  'out of order': { weight: 4, strike: ({ switches }) => (switches.outOfOrder = true) },
  forged: { weight: 3, strike: ({ switches }) => (switches.wrongSignature = true) },
  'wrong amount': { weight: 3, strike: ({ switches }) => (switches.wrongAmount = true) },
  mute: { weight: 3, strike: ({ switches }) => (switches.mute = true) },
  refusing: { weight: 2, strike: ({ switches }) => (switches.refuse = true) },
  slow: { weight: 2, strike: ({ switches }) => (switches.latencyMs = 400) },
  away: { weight: 2, strike: ({ switches }) => (switches.outage = true) },
};
const weights = Object.fromEntries(Object.entries(weather).map(([name, { weight }]) => [name, weight]));

/** Each provider has trouble of its own, one after the other, until it is over. */
export async function changeWeather(
  desks: Desks,
  random: Random,
  afterEach: (desk: Desk) => Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  const order = [...desks.values()];
  while (!isOver()) {
    const desk = random.pick(order);
    desk.calmDown();
    weather[random.weighted(weights)]!.strike(desk);
    await pause(random.between(150, 700));
    // What waited is told at last, and what was told may be told again: providers repeat themselves.
    await afterEach(desk);
  }
  for (const desk of order) desk.calmDown();
}

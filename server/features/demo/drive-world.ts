import type { Config } from '../../config.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { demoError } from './errors.ts';

/** A party of the simulated world that can be driven by hand. */
export interface SimulatedProvider {
  code: string;
  kind: 'bank' | 'gateway' | 'mail';
  name: string;
  speaks: string[];
  waiting: number;
  switches: { name: string; on: boolean }[];
}

export const worldActions = ['send-statements', 'answer-debits', 'call-back'] as const;
export type WorldAction = (typeof worldActions)[number];

/** Files that went out, and calls that were made. */
export interface ActionDone {
  sent: { bank: string; fileName: string; day: string; outcome: 'taken' | 'refused'; reason?: string }[];
  calls: number;
}

/** Statements of many accounts take their time. */
const patienceMs = 120_000;

export async function listProviders(config: Config): Promise<SimulatedProvider[]> {
  return (await tell<{ rows: SimulatedProvider[] }>(config, 'GET', '/providers')).rows;
}

/** Throws `demo.unknown_switch`. */
export async function turnSwitch(
  config: Config,
  { code, name, on }: { code: string; name: string; on: boolean },
): Promise<void> {
  const path = `/providers/${encodeURIComponent(code)}/switches/${encodeURIComponent(name)}`;
  await tell(config, 'PUT', path, { on });
}

export function act(config: Config, action: WorldAction): Promise<ActionDone> {
  return tell<ActionDone>(config, 'POST', `/actions/${action}`, {});
}

/** Only a demo has a world to drive. Throws `demo.no_world` where it does not answer. */
async function tell<Answer>(config: Config, method: string, path: string, content?: object): Promise<Answer> {
  ensure(config.demo, new AppError('request.not_found', 'not_found'));
  ensure(config.simulatorUrl, demoError('demo.no_world'));
  const response = await fetch(`${config.simulatorUrl}${path}`, {
    method,
    signal: AbortSignal.timeout(patienceMs),
    ...(content && { body: JSON.stringify(content) }),
  }).catch((cause: unknown) => {
    throw demoError('demo.no_world', {}, { cause });
  });
  ensure(response.status !== 404, demoError('demo.unknown_switch'));
  ensure(response.ok, demoError('demo.no_world', { status: response.status }));
  return (await response.json()) as Answer;
}

import type * as api from './gen/index.gen.ts';
import { listQuery } from './queries.ts';

/** The simulated parties of a demo, and what they can be asked to do. */
export type SimulatedProviders = api.GetDemoProvidersAnswer;
export type SimulatedProvider = SimulatedProviders['rows'][number];
export type WorldDone = api.PostDemoActionsActionAnswer;
export type WorldAction = 'send-statements' | 'answer-debits' | 'call-back';

const refreshMs = 4_000;

export const providersQuery = listQuery<SimulatedProviders>('/demo/providers', {}, refreshMs);

import { startControl } from '../../simulator/control.ts';
import { atEnd } from './at-end.ts';

/** The simulated world as its console finds it before any company has banks: it answers, and has nothing to drive. */
export async function startEmptyWorld(): Promise<{ simulatorUrl: string }> {
  const control = await startControl({ rails: () => [], businessDate: () => undefined }, 0);
  atEnd(() => control.stop());
  return { simulatorUrl: control.url };
}

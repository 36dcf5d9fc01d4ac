import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { businessDateOf } from '../core/dates.ts';
import { probeGateways } from '../server/features/gateways/index.ts';
import type { Company } from '../server/platform/runtime.ts';
import type { Desk } from '../simulator/gateways/desk.ts';
import { readGatewayBooks, type GatewayBooks } from './gateway-books.ts';
import { changeWeather, closeDesks, enterContracts, openDesks } from './gateway-desks.ts';
import { servePayers, type Booth } from './gateway-payers.ts';
import type { Plan } from './plan.ts';
import { openRandom } from './random.ts';
import { settleGateways } from './settle-gateways.ts';
import type { Stage } from './stage.ts';
import { StaffLine, type ChaosStaff, type StaffTold } from './staff-line.ts';

/** Payments through gateways during one run: providers, the staff who make orders, and payers. */
export interface GatewaySide {
  /** Payers pay and providers misbehave until it is over. */
  work(isOver: () => boolean): Promise<void>;
  /** Until neither side has anything left to say. */
  settle(): Promise<void>;
  readBooks(folder: string): Promise<GatewayBooks>;
  close(): Promise<void>;
}

export interface GatewayScene {
  plan: Plan;
  /** Where the product listens. */
  address: string;
  company: Company;
  stage: Pick<Stage, 'customers' | 'staff'>;
}

export async function openGateways(scene: GatewayScene): Promise<GatewaySide> {
  const { plan, address, company } = scene;
  const { customers, staff } = scene.stage;
  const desks = await openDesks();
  const told: StaffTold[] = [];
  const lineOf = (person: ChaosStaff): StaffLine => new StaffLine(address, person, told);
  const booth: Booth = {
    desks,
    clerk: lineOf(staff.clerk),
    head: lineOf(staff.head),
    customers,
    random: openRandom(plan.seed, 'payers'),
    prefix: `C${plan.seed}`,
    orders: 0,
  };
  await enterContracts(desks, lineOf(staff.operator), address);
  return {
    work: async (isOver) => {
      const weather = changeWeather(desks, openRandom(plan.seed, 'weather'), tellWaiting(company), isOver);
      const payers = Array.from({ length: plan.payers }, () => servePayers(booth, isOver));
      await Promise.all([weather, ...payers]);
    },
    settle: () => settleGateways(company, desks, booth.clerk, openRandom(plan.seed, 'evening')),
    readBooks: async (folder) => {
      const books = await readGatewayBooks(company, desks, told);
      writeFileSync(join(folder, 'gateways.json'), JSON.stringify(books, asText, 1));
      return books;
    },
    close: () => closeDesks(desks),
  };
}

/** After each trouble: what waits is told, and the product looks whether its providers are there, as each minute. */
function tellWaiting(company: Company): (desk: Desk) => Promise<void> {
  return async (desk) => {
    await desk.callBack();
    const now = new Date();
    // PostgreSQL may be gone just now; the next look is soon.
    await probeGateways({ company, now, businessNow: now, businessDate: businessDateOf(now) }).catch(
      () => undefined,
    );
  };
}

function asText(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

import type { Desk } from '../simulator/accountant.ts';
import { mainCommune } from '../simulator/counters.ts';
import type { CompanyProfile } from '../simulator/profiles/profile.ts';

/** Where the cashier of the demo stands, and what the collector of its unit answers for. */
export const counterTill = 'BANTHU01';
export const collectorTill = 'NVTHU01';
export const unitOfCollector = 'PA16HK';
export const collectorLogin = 'donvi.hk';

const counters = 3;
const codeOf = (index: number): string => `BANTHU${String(index + 1).padStart(2, '0')}`;

/** The counters with tills, by the commune in which they stand: the one of its unit that stays open. */
export function tillCodes({ units }: CompanyProfile): [commune: string, till: string][] {
  return units.slice(0, counters).flatMap((unit, index): [string, string][] => {
    const commune = mainCommune(unit);
    return commune ? [[commune.code, codeOf(index)]] : [];
  });
}

/**
 * Counters, a collector, a card terminal and agents' points, as an operator enters them; they take money when somebody
 * signs in as the cashier.
 */
export async function openTills(desk: Desk, { units, partners }: CompanyProfile): Promise<void> {
  for (const [index, { code, name }] of units.slice(0, counters).entries()) {
    const till = { unit: code, cashLimit: '30000000' };
    await desk.ask('PUT', `/tills/${codeOf(index)}`, {
      ...till,
      kind: 'counter',
      name: `Bàn thu ${name}`,
    });
  }
  const collector = { kind: 'collector', name: 'Nhân viên thu Đậu Thị Sính', cashLimit: '20000000' };
  await desk.ask('PUT', `/tills/${collectorTill}`, { ...collector, unit: unitOfCollector });
  const offers = (channel: string) =>
    partners.filter(({ kind, channels }) => kind !== 'own' && channels.some((one) => one === channel));
  const [acquirer] = offers('bank_card');
  if (acquirer) {
    const terminal = { partner: acquirer.code, till: counterTill, enabled: true };
    await desk.ask('PUT', '/tills/terminals/POS00001', terminal);
  }
  for (const { code, name } of offers('agent_cash')) {
    for (const [index, place] of ['Chợ huyện', 'Ngã ba', 'Bến xe'].entries()) {
      const point = { name: `${name}, điểm ${place}`, limit: '50000000', open: true };
      await desk.ask('PUT', `/agent-points/${code}/DIEM-0${index + 1}`, point);
    }
  }
}

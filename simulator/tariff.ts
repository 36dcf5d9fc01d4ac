/**
 * What the simulated billing system charges: the residential tiers of Decision 1279/QĐ-BCT of 9 May 2025, and one
 * price for business below 6 kV at normal hours of the same decision. Dong per kWh before VAT.
 */
const householdTiers = [
  { upToKwh: 50, price: 1984 },
  { upToKwh: 100, price: 2050 },
  { upToKwh: 200, price: 2380 },
  { upToKwh: 300, price: 2998 },
  { upToKwh: 400, price: 3350 },
  { upToKwh: Infinity, price: 3460 },
] as const;
const businessPrice = 3152;

/** VAT on electricity until 31 December 2026 (Resolution 204/2025/QH15), per cent. */
export const vatRate = 8;

export interface Price {
  netVnd: number;
  vatVnd: number;
  totalVnd: number;
}

export function priceEnergy(kwh: number, kind: 'household' | 'business'): Price {
  const netVnd = kind === 'household' ? householdNet(kwh) : kwh * businessPrice;
  const vatVnd = Math.floor((netVnd * vatRate + 50) / 100);
  return { netVnd, vatVnd, totalVnd: netVnd + vatVnd };
}

function householdNet(kwh: number): number {
  let net = 0;
  let from = 0;
  for (const { upToKwh, price } of householdTiers) {
    if (kwh <= from) break;
    net += (Math.min(kwh, upToKwh) - from) * price;
    from = upToKwh;
  }
  return net;
}

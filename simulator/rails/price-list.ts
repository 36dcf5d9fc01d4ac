import type { Desk } from '../accountant.ts';

/** Prices of no real company, so that a bill for a service can be tried at once. */
const prices = [
  ['DONGCAT', 'Đóng cắt điện trở lại theo yêu cầu', 'lần', '98000'],
  ['KIEMDINH', 'Kiểm định công tơ một pha theo yêu cầu', 'công tơ', '134000'],
  ['DICHUYEN', 'Di chuyển công tơ', 'công tơ', null],
  ['CAPMOI', 'Cấp điện mới, phần sau công tơ', 'hồ sơ', null],
] as const;

/** Fills an empty price list of services; one that has prices stays as it is. */
export async function openPriceList(desk: Desk): Promise<void> {
  const { rows } = await desk.ask<{ rows: unknown[] }>('GET', '/services/prices');
  if (rows.length > 0) return;
  for (const [service, name, countedIn, net] of prices) {
    await desk.ask('POST', '/services/prices', {
      service,
      name,
      countedIn,
      net,
      vatRate: 8,
      legalBasis: 'Bảng giá minh họa',
      validFrom: '2026-01-01',
    });
  }
}

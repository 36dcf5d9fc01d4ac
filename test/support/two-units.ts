import type { Month } from '../../core/dates.ts';
import { ensureUnits, firstDay, getUnit, nameUnit } from '../../server/features/companies/index.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { addColleagues } from '../../server/features/staff/index.ts';
import { transaction } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { makeCustomers, makePartner, today } from './make.ts';

/** A company of two units in one month: the north has a team with two employees and one book, the south has nobody. */
export async function makeTwoUnits(runtime: Runtime & { company: Company }, period: Month): Promise<void> {
  const { db } = runtime.company;
  await transaction(db, async (tx) => {
    await ensureUnits(
      tx,
      [
        { code: 'PA99NN', parentCode: null, kind: 'unit' },
        { code: 'PA99SS', parentCode: null, kind: 'unit' },
        { code: 'NNTO1', parentCode: 'PA99NN', kind: 'team' },
        { code: 'NN001', parentCode: 'NNTO1', kind: 'book' },
      ],
      firstDay,
    );
    for (const [code, name] of [
      ['PA99NN', 'Điện lực Bắc'],
      ['PA99SS', 'Điện lực Nam'],
      ['NNTO1', 'Tổ Bắc 1'],
    ] as const)
      await nameUnit(tx, { code, name, from: firstDay });
  });
  const teamId = (await getUnit(db, 'NNTO1', today)).id;
  await addColleagues(db, [
    { login: 'nv.hai', displayName: 'Trần Hai', role: 'unit_staff', unitId: teamId },
    { login: 'nv.mot', displayName: 'Lê Một', role: 'unit_staff', unitId: teamId },
  ]);
  const bills = [{ period, totalVnd: 100_000n }];
  const made = await makeCustomers(runtime, [
    ...Array.from({ length: 10 }, () => ({ bills, unit: 'PA99NN', commune: '18073' })),
    ...Array.from({ length: 30 }, () => ({ bills, unit: 'PA99SS', commune: '18100' })),
  ]);
  const partner = await makePartner(runtime, { channels: ['bank_app', 'counter_cash'] });
  await acceptPayments(
    db,
    // Six of ten in the north, nine of thirty in the south; two in the south pay cash at a counter.
    [...made.slice(0, 6), ...made.slice(10, 21)].map(({ code }, index) => ({
      partnerId: partner.id,
      reference: `T${index}`,
      intent: 'request' as const,
      customerCode: code,
      amountVnd: 100_000n,
      billIds: null,
      channel: index >= 15 ? ('counter_cash' as const) : ('bank_app' as const),
      tender: null,
      occurredAt: new Date(),
      businessOn: today,
    })),
    new Date(),
  );
  await refreshKpi(db);
}

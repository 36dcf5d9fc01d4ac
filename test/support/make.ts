import { sql } from 'kysely';
import type { Channel } from '../../core/channels.ts';
import { billsIssued } from '../../core/postings.ts';
import { one, transaction } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { ensureUnits } from '../../server/features/companies/index.ts';
import { postTransfers } from '../../server/features/ledger/index.ts';
import { issueKey, upsertPartner, type PartnerKind } from '../../server/features/partners/index.ts';
import { businessDateOf } from '../../core/dates.ts';
let serial = 0;

/** A customer with bills; each call makes its own. */
export async function makeCustomer(
  company: Company,
  options: { unit?: string; bills?: { period: string; totalVnd: bigint }[]; commune?: string } = {},
): Promise<{ code: string; id: bigint; billIds: bigint[] }> {
  const unit = options.unit ?? 'PA99AA';
  const code = `${unit}${String(++serial).padStart(7, '0')}`;
  const { ids } = await transaction(company.db, (tx) =>
    ensureUnits(tx, [{ code: unit, parentCode: null, kind: 'unit' }], '2020-01-01'),
  );
  return transaction(company.db, async (tx) => {
    const unitId = ids.get(unit)!;
    const customer = await one(
      tx,
      sql<{
        id: bigint;
      }>`insert into customers (code, name, address, search_key, org_unit_id, kind, import_id, commune_code)
        values (${code}, 'Nguyễn Văn An', 'Thôn 1', 'nguyen van an', ${unitId}, 'SH', 0, ${options.commune ?? null}) returning id`,
    );
    const billIds: bigint[] = [];
    for (const { period, totalVnd } of options.bills ?? []) {
      const vat = (totalVnd * 8n) / 108n;
      const bill = await one(
        tx,
        sql<{
          id: bigint;
        }>`insert into bills (external_id, root_id, customer_id, org_unit_id, period, term, kind,
            issued_on, due_on, energy_kwh, net_vnd, vat_rate, vat_vnd, total_vnd, state, import_id)
          values (${`H${code}${period}`}, currval(pg_get_serial_sequence('bills', 'id')), ${customer.id}, ${unitId}, ${`${period}-01`}, 1, 'TD',
            ${`${period}-02`}, ${`${period}-09`}, 100, ${totalVnd - vat}, 8, ${vat}, ${totalVnd}, 'open', 0) returning id`,
      );
      billIds.push(bill.id);
      await postTransfers(
        company.db,
        tx,
        billsIssued({ orgUnitId: unitId, netVnd: totalVnd - vat, vatVnd: vat }).map((transfer) => ({
          ...transfer,
          paymentId: null,
          importId: 0n,
          businessOn: `${period}-02`,
          occurredAt: new Date(),
        })),
      );
    }
    return { code, id: customer.id, billIds };
  });
}

/** A partner with one HMAC key. */
export async function makePartner(
  runtime: Runtime,
  company: Company,
  options: { channels?: Channel[]; kind?: PartnerKind } = {},
) {
  const partner = await upsertPartner(company.db, {
    code: `BANK${++serial}`,
    name: `Ngân hàng thử ${serial}`,
    kind: options.kind ?? 'bank',
    channels: options.channels ?? ['bank_app', 'bank_counter', 'auto_debit_bank'],
  });
  const key = await issueKey(runtime, company, { partnerId: partner.id, algorithm: 'hmac-sha256' });
  return {
    ...partner,
    key: {
      keyId: key.keyId,
      algorithm: 'hmac-sha256' as const,
      secret: Buffer.from(key.secret ?? '', 'base64'),
    },
  };
}

export const today = businessDateOf(new Date());

import type { Mapping } from '../../../core/reconciliation/mapping.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { reconciliationError } from './errors.ts';
import { findPartnerByCode } from './file-queries.ts';
import { findMapping, insertMapping, type MappingRow } from './mapping-queries.ts';

export interface NewMapping {
  partnerCode: string | null;
  name: string;
  mapping: Mapping;
  by: string;
  requestId?: string;
}

/** Keeps a mapping under a name; one that is there gets a new version. Throws `reconciliation.unknown_partner`. */
export async function saveMapping(db: Db, made: NewMapping, now: Date): Promise<MappingRow> {
  const { partnerCode, name, mapping, by, requestId } = made;
  const partner = partnerCode === null ? undefined : await findPartnerByCode(db, partnerCode);
  ensure(
    partnerCode === null || partner,
    reconciliationError('reconciliation.unknown_partner', { partner: partnerCode }),
  );
  return transaction(db, async (tx) => {
    const id = await insertMapping(tx, { partnerId: partner?.id ?? null, name, mapping, by, now });
    await recordAudit(tx, {
      actor: by,
      action: 'reconciliation.mapping_saved',
      subject: `mapping:${id}`,
      detail: { partner: partnerCode, name },
      requestId,
    });
    const row = await findMapping(tx, id);
    if (!row) throw new Error('a mapping just written is gone');
    return row;
  });
}

import { transaction } from '../server/platform/db.ts';
import { advance, lockPosition, readOutbox } from '../server/platform/outbox.ts';
import type { Company } from '../server/platform/runtime.ts';
import { wholeDesk, type DemoDesk } from './desk.ts';

interface Difference {
  id: string;
  lane: string;
  cause: string;
}

/** What the accountant has begun today, so that the second person finds something to decide. */
export async function finishDesk({ desk, companyCode }: DemoDesk, company: Company): Promise<void> {
  if (companyCode === wholeDesk) {
    await begin(desk, 'reversed_after_cut_off', 'reversed_at_partner', 'reverse_ours');
    await begin(desk, 'at_us_only', 'not_at_partner', 'ask_partner');
  }
  await passEvents(company);
}

async function begin(desk: DemoDesk['desk'], lane: string, cause: string, fix: string): Promise<void> {
  const { rows } = await desk.ask<{ rows: Difference[] }>(
    'GET',
    `/reconciliation/differences?state=open&lane=${lane}`,
  );
  const one = rows.find((row) => row.cause === cause);
  if (!one) return;
  const note = 'Đối tác đã báo qua điện thoại, có biên bản kèm theo';
  await desk.ask('POST', '/reconciliation/differences/resolve', { ids: [one.id], fix, note });
}

/** What the events of the history ask for was done while it was lived; the server need not do it again. */
async function passEvents({ db }: Company): Promise<void> {
  for (let found = 1; found > 0;) {
    found = await transaction(db, async (tx) => {
      const rows = await readOutbox(tx, 'relay', await lockPosition(tx, 'relay'), 5_000);
      await advance(tx, 'relay', rows);
      return rows.length;
    });
  }
}

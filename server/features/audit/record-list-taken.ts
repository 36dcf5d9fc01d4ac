import type { Tx } from '../../platform/db.ts';
import type { ListTaken } from '../../platform/tabular/take-list.ts';
import { recordAudit } from './record-audit.ts';

/**
 * That somebody brought a list into a register, in the transaction that took it: `contacts.list_taken` with the file's name,
 * what became of its rows and how many were refused. The rows themselves stand in the register.
 */
export function recordListTaken(
  tx: Tx,
  by: { login: string; requestId?: string },
  list: { register: string; subject?: string; fileName: string; taken: ListTaken; more?: object },
): Promise<void> {
  const { register, subject = register, fileName, more } = list;
  const { rejections, ...counts } = list.taken;
  return recordAudit(tx, {
    actor: by.login,
    action: `${register}.list_taken`,
    subject,
    detail: { fileName, ...more, ...counts, rejections: rejections.length },
    requestId: by.requestId,
  });
}

export { listLastChanges, type LastChange } from './last-changes.ts';
export { recordAudit } from './record-audit.ts';
export { recordListTaken } from './record-list-taken.ts';

export { listLastChanges, type LastChange } from './last-changes.ts';
export { recordAudit } from './record-audit.ts';

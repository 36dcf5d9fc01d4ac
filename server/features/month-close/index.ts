export { findIssued, readDocumentContent } from './document-queries.ts';
export { documentRoutes } from './document-routes.ts';
export { unitsAsFrozen, type Whose } from './frozen-units.ts';
export { issueDocument, type DocumentToIssue, type Issuer } from './issue-document.ts';
export { followMonths } from './follow-months.ts';
export { freezeMonth, type Closer } from './freeze-month.ts';
export { findFrozenMonth, hashOfFigures, listFreezes, type FreezeRow } from './freeze-queries.ts';
export { presentFreeze } from './present.ts';
export {
  byDefinition,
  presentFrozen,
  readFrozen,
  readFrozenChannels,
  sumFigures,
  type FrozenMonth,
} from './read-frozen.ts';
export { askToRestate, restateMonth } from './restate-month.ts';
export { monthRoutes } from './routes.ts';
export { FrozenSchema } from './schemas.ts';

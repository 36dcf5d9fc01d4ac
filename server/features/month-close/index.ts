export {
  findDocument,
  listDocuments,
  readDocumentContent,
  type DocumentFormat,
  type DocumentRow,
  type Trace,
} from './document-queries.ts';
export { documentRoutes } from './document-routes.ts';
export { issueDocument, type DocumentToIssue, type Issuer } from './issue-document.ts';

export { makeTable, tableFormats, type MadeTable, type TableFormat } from './make-table.ts';
export { pivotRoutes } from './routes.ts';
export { getReport, saveReport, type Maker, type ReportWish } from './save-report.ts';

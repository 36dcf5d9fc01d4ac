export { pivotRoutes } from './routes.ts';
export { saveReport, type Maker, type ReportWish } from './save-report.ts';

export { importFile, type FileImport, type FileImportResult } from './import-file.ts';
export { importJobs } from './jobs.ts';
export { checkUpload } from './receive-upload.ts';
export { importRoutes } from './routes.ts';

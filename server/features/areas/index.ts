export { ensureVillages, villageKey } from './change-village.ts';
export { describeCommune, formerDistrictsOf, type FormerDistrict } from './find-areas.ts';
export { importVillages } from './import-villages.ts';
export { loadAreas } from './load-areas.ts';
export type { CommuneRow } from './queries.ts';
export { areaRoutes } from './routes.ts';

export { addCompany, getCompany } from './add-company.ts';
export { getUnit, nameUnit } from './change-unit.ts';
export { ensureUnits, firstDay, type EnsuredUnits, type WantedUnit } from './ensure-units.ts';
export { findUnit, listUnits, listUnitsBelow, type UnitKind, type UnitRow } from './queries.ts';
export { companyRoutes } from './routes.ts';
export { UnitKindSchema } from './schemas.ts';
export { readSettings, updateSettings, type CompanySettings } from './settings.ts';

// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Village = {
  id: string;
  communeCode: string;
  communeName: string | null;
  name: string;
  status: 'suggested' | 'confirmed' | 'rejected';
  settlement: 'urban' | 'rural' | 'remote' | null;
  ethnicMinority: boolean | null;
  mobileCoverage: boolean | null;
  fibre: boolean | null;
  confirmedBy: string | null;
  validFrom: string | null;
  validTo: string | null;
};

/** GET /villages */
export type GetVillagesQuery = {
  commune?: string;
  status?: 'suggested' | 'confirmed' | 'rejected';
  query?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /villages */
export type GetVillagesAnswer = { rows: Village[]; next: string | null };

/** PUT /villages/{id} */
export type PutVillagesIdBody = {
  status?: 'suggested' | 'confirmed' | 'rejected';
  name?: string;
  settlement?: 'urban' | 'rural' | 'remote' | null;
  ethnicMinority?: boolean | null;
  mobileCoverage?: boolean | null;
  fibre?: boolean | null;
  validFrom?: string;
  validTo?: string | null;
};

/** PUT /villages/{id} */
export type PutVillagesIdAnswer = Village;

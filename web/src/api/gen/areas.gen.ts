// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

/** GET /areas/communes */
export type GetAreasCommunesQuery = {
  era?: 'present' | 'former';
  province?: string;
  query?: string;
  after?: string;
  format?: 'xlsx';
};

/** GET /areas/communes */
export type GetAreasCommunesAnswer = {
  rows: {
    code: string;
    name: string;
    /** Former communes only */
    district: { code: string; name: string } | null;
    province: { code: string; name: string };
  }[];
  next: string | null;
};

/** GET /areas/mappings */
export type GetAreasMappingsQuery = { present?: string; former?: string; format?: 'xlsx' };

/** GET /areas/mappings */
export type GetAreasMappingsAnswer = {
  rows: {
    formerCode: string;
    formerName: string;
    formerDistrict: string;
    presentCode: string;
    presentName: string;
    /** The former commune went whole into one present commune */
    decided: boolean;
  }[];
};

/** GET /areas/provinces */
export type GetAreasProvincesQuery = { era?: 'present' | 'former' };

/** GET /areas/provinces */
export type GetAreasProvincesAnswer = { rows: { code: string; name: string }[] };

/** GET /areas/undecided */
export type GetAreasUndecidedQuery = { province?: string; format?: 'xlsx' };

/** GET /areas/undecided */
export type GetAreasUndecidedAnswer = {
  rows: {
    formerCode: string;
    formerName: string;
    formerDistrict: string;
    formerProvince: string;
    reason: 'split' | 'unmapped';
    present: { code: string; name: string }[];
  }[];
  spanning: {
    presentCode: string;
    presentName: string;
    province: string;
    formerDistricts: { code: string; name: string }[];
  }[];
};

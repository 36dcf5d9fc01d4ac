// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type OutreachUsual = {
  workers: number;
  /** Of one person, without any way to go */
  visitsPerDay: number;
  /** Part of a working day to a village and back */
  travelDays: number;
  /** A visit multiplies the odds by this */
  visitOdds: number;
  /** 1 is no promotion */
  promotionOdds: number;
  closingOdds: number;
  /** Communes whose counters close, those that the register does not know included */
  closes: string[];
  /** Counters of the register that close; a commune changes habits once its last one closes */
  closesPoints: string[];
  /** A scenario with so many people more; 0 is none */
  moreWorkers: number;
  /** Where history teaches nothing: that any household changes by itself in a month */
  monthlyChance: number;
};

export type OutreachModel = {
  id: string;
  definition: string;
  through: string;
  verdict: 'learned' | 'level' | 'too_little';
  months: number;
  examples: number;
  conversions: number;
  /** Share that falls back in a month */
  relapse: number;
  /** What closed counters did, where enough were seen */
  closing: { households: number; converted: number; odds: number } | null;
  learnedAt: string;
  measured: {
    examples: number;
    conversions: number;
    ranking: number;
    rankingError: number;
    firstFifth: number;
    fifths: { examples: number; said: number; came: number }[];
  } | null;
  factors: {
    name: OutreachName;
    /** Log-odds per spread met while learning */
    weight: number;
  }[];
};

export type OutreachName =
  | 'cashMonths'
  | 'cashlessBefore'
  | 'lateShare'
  | 'collector'
  | 'billVnd'
  | 'business'
  | 'phoneKnown'
  | 'phoneVerified'
  | 'villageShare'
  | 'bookShare'
  | 'communeShare'
  | 'communeRise'
  | 'disadvantaged'
  | 'noCoverage'
  | 'counterNear';

export type OutreachPlan = {
  id: string;
  unit: { code: string; name: string };
  state: 'asked' | 'working' | 'done' | 'failed';
  progress: number;
  businessOn: string;
  until: string;
  targetBp: number;
  askedBy: string;
  askedAt: string;
};

export type OutreachScenario = {
  visits: number;
  villages: number;
  workDays: number;
  gain: number;
  workers: number;
};

export type OutreachConversions = { mean: number; low: number; high: number };

/** GET /outreach/ground */
export type GetOutreachGroundQuery = { unit?: string };

/** GET /outreach/ground */
export type GetOutreachGroundAnswer = {
  unit: { code: string; name: string };
  units: { code: string; name: string }[];
  standing: {
    month: string;
    customers: number;
    cashless: number;
    /** Paid whole, in whatever way */
    paid: number;
  } | null;
  until: string;
  targetBp: number | null;
  /** Communes where customers pay at a counter, or where one of the register is open */
  counters: {
    code: string;
    name: string;
    /** Who paid at a counter in the month */
    households: number;
    points: { code: string; name: string }[];
  }[];
  usual: OutreachUsual;
  model: OutreachModel | null;
  plans: OutreachPlan[];
};

/** POST /outreach/plans */
export type PostOutreachPlansBody = {
  unit: string;
  until: string;
  targetBp: number;
  workers: number;
  /** Of one person, without any way to go */
  visitsPerDay: number;
  /** Part of a working day to a village and back */
  travelDays: number;
  /** A visit multiplies the odds by this */
  visitOdds: number;
  /** 1 is no promotion */
  promotionOdds: number;
  closingOdds: number;
  /** Communes whose counters close, those that the register does not know included */
  closes: string[];
  /** Counters of the register that close; a commune changes habits once its last one closes */
  closesPoints?: string[];
  /** A scenario with so many people more; 0 is none */
  moreWorkers?: number;
  /** Where history teaches nothing: that any household changes by itself in a month */
  monthlyChance?: number;
};

/** POST /outreach/plans */
export type PostOutreachPlansAnswer = { id: string };

/** GET /outreach/plans/{id} */
export type GetOutreachPlansIdAnswer = OutreachPlan & {
  failure: 'too_little' | 'fault' | null;
  assumed: OutreachUsual;
  ground: {
    month: string;
    customers: number;
    cashless: number;
    /** Paid whole, in whatever way */
    paid: number;
    asOf: string;
    definition: string;
    households: number;
    villages: number;
    months: number;
    workingDays: number;
    /** What the scenario closes; habits change where the whole commune is left without a counter */
    closing: {
      code: string;
      name: string;
      /** Who paid at a counter in the month */
      households: number;
      points: { code: string; name: string }[];
      whole: boolean;
    }[];
    /** Too little history: the order is the stated one, and chances are assumed */
    thin: { months: number; examples: number; conversions: number; through: string } | null;
  } | null;
  model: OutreachModel | null;
  scenarios: (OutreachScenario & {
    name: 'base' | 'moreWorkers' | 'promotion' | 'closing' | 'together' | 'weaker';
    verdict: 'at_target' | 'on_its_own' | 'reached' | 'days_run_out' | 'households_run_out';
    gap: number;
    alone: number;
    fallBack: number;
    need: OutreachScenario;
    lastOn: string | null;
    /** The bounds hold four times out of five */
    conversions: OutreachConversions;
    /** The bounds hold four times out of five */
    cashless: OutreachConversions;
  })[];
};

/** GET /outreach/plans/{id}/file */
export type GetOutreachPlansIdFileQuery = { format?: 'pdf' };

/** GET /outreach/plans/{id}/file */
export type GetOutreachPlansIdFileAnswer = undefined;

/** GET /outreach/plans/{id}/sheets/file */
export type GetOutreachPlansIdSheetsFileQuery = { village?: string; worker?: string; format?: 'pdf' };

/** GET /outreach/plans/{id}/sheets/file */
export type GetOutreachPlansIdSheetsFileAnswer = undefined;

/** GET /outreach/plans/{id}/villages */
export type GetOutreachPlansIdVillagesQuery = { after?: string; limit?: string };

/** GET /outreach/plans/{id}/villages */
export type GetOutreachPlansIdVillagesAnswer = {
  rows: {
    village: number;
    name: string | null;
    bookCode: string | null;
    commune: string;
    unitCode: string;
    visits: number;
    gain: number;
    firstOn: string;
    lastOn: string;
    workers: number[];
  }[];
  next: string | null;
};

/** GET /outreach/plans/{id}/visits */
export type GetOutreachPlansIdVisitsQuery = {
  village?: string;
  worker?: string;
  format?: 'xlsx';
  after?: string;
  limit?: string;
};

/** GET /outreach/plans/{id}/visits */
export type GetOutreachPlansIdVisitsAnswer = {
  rows: {
    place: number;
    code: string;
    name: string;
    address: string;
    unitCode: string;
    commune: string;
    village: number;
    villageName: string | null;
    worker: number;
    visitOn: string;
    /** Whole VND, decimal digits */
    billed: string;
    chanceAlone: number;
    chanceVisited: number;
    reasons: {
      factor: OutreachName;
      value: number;
      /** Log-odds beside an average household; below zero it speaks against, zero is a mere fact */
      push: number;
    }[];
  }[];
  next: string | null;
};

/** GET /outreach/plans/{id}/workers */
export type GetOutreachPlansIdWorkersAnswer = {
  rows: {
    worker: number;
    visits: number;
    villages: number;
    days: number;
    firstOn: string;
    lastOn: string;
    gain: number;
  }[];
};

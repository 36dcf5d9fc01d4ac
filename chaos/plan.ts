import { openRandom, type Random } from './random.ts';

/** What can be done to the product while it is paid. */
export const faultKinds = [
  'server-killed',
  'server-killed-in-commit',
  'backend-killed-in-commit',
  'postgres-killed',
  'postgres-killed-in-commit',
  'backend-terminated',
  'backend-frozen-in-commit',
  'cut-before-commit',
  'cut-after-commit',
  'commit-answer-late',
  'connections-cut',
  'connections-slow',
  'disk-full',
  'log-write-fails',
  'bills-locked',
  'midnight',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** Strikes when the partners have got this many answers. */
  afterAnswers: number;
  /** How long it lasts, where it lasts. */
  forMs: number;
  /** Does not wait until the product has got over the fault before. */
  atOnce: boolean;
}

/** What partners do, and how often. */
export const errandKinds = [
  'pay-one',
  'pay-all',
  'pay-named',
  'wrong-amount',
  'late-notice',
  'unknown-customer',
  'same-at-once',
  'same-reference-otherwise',
  'pay-and-reverse',
  'reverse-first',
  'reverse-while-paying',
  'two-partners',
  'resend-much-later',
  'hold-and-pay',
  'hold-and-release',
  'held-elsewhere',
  'inquire',
  'clock-off',
] as const;
export type ErrandKind = (typeof errandKinds)[number];

export interface Plan {
  name: string;
  seed: number;
  /** At least so many; more until every fault has struck. */
  errands: number;
  tellers: number;
  /** Payers at the gateways beside them; none: no gateways. */
  payers: number;
  customers: number;
  /** How many of the customers are everybody's favourites, and how often one of them is chosen. */
  hotCustomers: number;
  hotShare: number;
  errandWeights: Record<ErrandKind, number>;
  faults: Fault[];
  /** A run counts only when it got as far as this. */
  needs: { answers: number; killsInCommit: number; unknown: number; takenByProviders: number };
}

interface Shape extends Omit<Plan, 'name' | 'seed' | 'faults'> {
  /** Which faults, how many of each. */
  faults: Partial<Record<FaultKind, number>>;
  /** From which answer on, and how many answers apart. */
  firstAfter: number;
  apart: number;
}

const everyday: Record<ErrandKind, number> = {
  'pay-one': 24,
  'pay-all': 10,
  'pay-named': 8,
  'wrong-amount': 5,
  'late-notice': 5,
  'unknown-customer': 3,
  'same-at-once': 9,
  'same-reference-otherwise': 3,
  'pay-and-reverse': 8,
  'reverse-first': 4,
  'reverse-while-paying': 4,
  'two-partners': 8,
  'resend-much-later': 5,
  'hold-and-pay': 4,
  'hold-and-release': 3,
  'held-elsewhere': 4,
  inquire: 6,
  'clock-off': 4,
};
const counts = { answers: 1_000, killsInCommit: 1, unknown: 1, takenByProviders: 0 };
const usual = {
  tellers: 24,
  payers: 0,
  customers: 400,
  hotCustomers: 24,
  hotShare: 0.35,
  errandWeights: everyday,
  firstAfter: 60,
  apart: 55,
  needs: counts,
};

const shapes = {
  all: {
    ...usual,
    payers: 8,
    needs: { ...counts, takenByProviders: 10 },
    errands: 600,
    faults: {
      'server-killed': 1,
      'server-killed-in-commit': 2,
      'backend-killed-in-commit': 1,
      'postgres-killed': 1,
      'postgres-killed-in-commit': 1,
      'backend-terminated': 2,
      'cut-before-commit': 3,
      'cut-after-commit': 3,
      'commit-answer-late': 2,
      'connections-cut': 2,
      'connections-slow': 2,
      'disk-full': 1,
      'log-write-fails': 1,
      'bills-locked': 1,
      midnight: 1,
    },
  },
  short: {
    ...usual,
    errands: 350,
    apart: 50,
    faults: {
      'server-killed-in-commit': 1,
      'postgres-killed-in-commit': 1,
      'backend-terminated': 1,
      'cut-before-commit': 2,
      'cut-after-commit': 2,
      'commit-answer-late': 1,
      'connections-cut': 1,
      'connections-slow': 1,
      'disk-full': 1,
      'bills-locked': 1,
      midnight: 1,
    },
  },
  crashes: {
    ...usual,
    errands: 1_000,
    faults: {
      'server-killed': 3,
      'server-killed-in-commit': 4,
      'backend-killed-in-commit': 3,
      'postgres-killed': 2,
      'postgres-killed-in-commit': 3,
      'log-write-fails': 2,
      'cut-after-commit': 1,
    },
  },
  network: {
    ...usual,
    errands: 1_000,
    apart: 40,
    faults: {
      'cut-before-commit': 8,
      'cut-after-commit': 8,
      'commit-answer-late': 5,
      'connections-cut': 5,
      'connections-slow': 4,
      'server-killed-in-commit': 1,
    },
  },
  frozen: {
    ...usual,
    errands: 600,
    apart: 150,
    faults: {
      'backend-frozen-in-commit': 2,
      'cut-after-commit': 1,
      'server-killed-in-commit': 1,
    },
  },
  gateways: {
    ...usual,
    tellers: 8,
    payers: 12,
    needs: { answers: 300, killsInCommit: 1, unknown: 0, takenByProviders: 60 },
    errands: 400,
    firstAfter: 40,
    apart: 45,
    faults: {
      'server-killed': 2,
      'server-killed-in-commit': 2,
      'postgres-killed': 1,
      'postgres-killed-in-commit': 1,
      'backend-terminated': 1,
      'cut-before-commit': 2,
      'cut-after-commit': 2,
      'connections-cut': 1,
      'commit-answer-late': 1,
      midnight: 1,
    },
  },
  rivals: {
    ...usual,
    errands: 700,
    customers: 60,
    hotCustomers: 6,
    hotShare: 0.9,
    errandWeights: { ...everyday, 'two-partners': 40, 'pay-and-reverse': 30, 'reverse-while-paying': 15 },
    apart: 150,
    faults: { 'server-killed-in-commit': 1, 'cut-after-commit': 2, 'connections-slow': 1 },
  },
} satisfies Record<string, Shape>;

export type PlanName = keyof typeof shapes;
export const planNames = Object.keys(shapes) as PlanName[];

/** The whole plan of a run follows from its name and seed. */
export function makePlan(name: PlanName, seed: number): Plan {
  const { firstAfter, apart, faults, ...shape }: Shape = shapes[name];
  const random = openRandom(seed, 'faults');
  const kinds = Object.entries(faults).flatMap(([kind, times]) =>
    Array.from({ length: times }, () => kind as FaultKind),
  );
  return { ...shape, name, seed, faults: spread(random.shuffle(kinds), firstAfter, apart, random) };
}

function spread(kinds: readonly FaultKind[], firstAfter: number, apart: number, random: Random): Fault[] {
  let at = firstAfter;
  return kinds.map((kind) => {
    const fault = { kind, afterAnswers: at, forMs: random.between(200, 1_200), atOnce: random.chance(0.2) };
    at += random.between(Math.floor(apart / 2), apart);
    return fault;
  });
}

export function describePlan({ name, seed, errands, faults }: Plan): string {
  const times = Map.groupBy(faults, ({ kind }) => kind);
  const list = [...times].map(([kind, all]) => (all.length > 1 ? `${kind}×${all.length}` : kind)).sort();
  return `plan ${name}, seed ${seed}: ${errands} errands; ${list.join(', ')}`;
}

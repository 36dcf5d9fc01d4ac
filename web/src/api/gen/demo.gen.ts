// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Role } from './shared.gen.ts';

/** GET /demo */
export type GetDemoAnswer = {
  demo: true;
  banner: string;
  companies: {
    code: string;
    name: string;
    fill: { anchor: string; size: number; firstMonth: string } | null;
  }[];
  signIns: {
    login: string;
    password: string;
    displayName: string;
    role: Role;
    companyCode: string;
    companyName: string;
    unitName: string | null;
  }[];
  /** The figure the story starts from, of the first company */
  headline: {
    companyName: string;
    period: string;
    customersRatio: number | null;
    target: number | null;
  } | null;
  businessDate: string;
  offsetDays: number;
  /** Payments a second that the simulated partners aim at */
  pace: number;
  partnerApi: { baseUrl: string; docsUrl: string };
};

/** PUT /demo/pace */
export type PutDemoPaceBody = { pace: number };

/** PUT /demo/pace */
export type PutDemoPaceAnswer = { pace: number };

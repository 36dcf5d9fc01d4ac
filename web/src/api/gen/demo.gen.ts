// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Role } from './shared.gen.ts';

export type DemoProvider = {
  code: string;
  kind: 'bank' | 'gateway' | 'mail';
  name: string;
  /** Formats of its files, or the protocol it speaks */
  speaks: string[];
  /** Statements not sent yet, or outcomes not called back yet */
  waiting: number;
  switches: { name: string; on: boolean }[];
};

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

/** POST /demo/actions/{action} */
export type PostDemoActionsActionAnswer = {
  sent: { bank: string; fileName: string; day: string; outcome: 'taken' | 'refused'; reason?: string }[];
  /** Calls that gateways made to us */
  calls: number;
};

/** PUT /demo/pace */
export type PutDemoPaceBody = { pace: number };

/** PUT /demo/pace */
export type PutDemoPaceAnswer = { pace: number };

/** GET /demo/providers */
export type GetDemoProvidersAnswer = { rows: DemoProvider[] };

/** PUT /demo/providers/{code}/switches/{name} */
export type PutDemoProvidersCodeSwitchesNameBody = { on: boolean };

/** PUT /demo/providers/{code}/switches/{name} */
export type PutDemoProvidersCodeSwitchesNameAnswer = { rows: DemoProvider[] };

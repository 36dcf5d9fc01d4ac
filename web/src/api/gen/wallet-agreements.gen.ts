// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { MandateWalletLink } from './shared.gen.ts';

/** GET /wallet-agreements */
export type GetWalletAgreementsQuery = { mandates?: string };

/** GET /wallet-agreements */
export type GetWalletAgreementsAnswer = { rows: MandateWalletLink[] };

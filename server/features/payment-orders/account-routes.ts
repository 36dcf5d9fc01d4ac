import { Type } from 'typebox';
import type { App } from '../../platform/http.ts';
import { listOf } from '../../platform/schemas.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { listOrderAccounts } from './account-queries.ts';
import { presentAccount } from './present.ts';
import { AccountSchema, AccountWordsSchema } from './schemas.ts';
import { setOrderAccount } from './set-account.ts';

/** Accounts of the company as payers are told them. */
export function accountRoutes(app: App): void {
  app.get(
    '/payment-orders/accounts',
    { schema: { response: { 200: listOf(AccountSchema) } }, config: { permission: 'payments.view' } },
    async ({ staff }) => ({ rows: (await listOrderAccounts(staff.db)).map(presentAccount) }),
  );
  app.put(
    '/payment-orders/accounts/:account',
    {
      schema: {
        params: Type.Object({ account: Type.String({ maxLength: 40 }) }),
        body: AccountWordsSchema,
        response: { 200: AccountSchema },
      },
      config: { permission: 'settlement.manage' },
    },
    async ({ staff, params, body }) => {
      ensureWholeCompany(staff);
      return presentAccount(await setOrderAccount(staff, { account: params.account, ...body }));
    },
  );
}

import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery } from './queries.ts';

/** What the page of one bill asks for. */
export type BillExplanation = api.GetBillsIdExplanationAnswer;
export type ExplainedAmount = NonNullable<BillExplanation['amount']>;
export type PricedPart = NonNullable<ExplainedAmount['priced']>['parts'][number];

export const explanationQuery = (id: string, facts: Query) =>
  listQuery<BillExplanation>(`/bills/${encodeURIComponent(id)}/explanation`, facts);

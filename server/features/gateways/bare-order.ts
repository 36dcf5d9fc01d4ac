import type { OrderRow } from './queries.ts';

/** Of an order that stands in another feature's book, what a question about it is made of. */
export interface AskedOrder {
  reference: string;
  customerCode: string;
  createdAt: Date;
  /** How often it was asked about: questions tell each other apart by it. */
  attempts: number;
}

/** An order of which only the fields that a question is made of are said. */
export function bareOrder({ reference, customerCode, createdAt, attempts }: AskedOrder): OrderRow {
  const fields = { reference, customer_code: customerCode, attempts, created_at: createdAt };
  return fields as OrderRow;
}

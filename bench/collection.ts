import type { Call, LoadResult } from './load.ts';
import { playCalls } from './load.ts';
import { alternate, type BenchRow } from './measure.ts';
import { initPgbench, pgbenchScale, runPgbench } from './pgbench.ts';
import { prepareCollection, type OpenBill, type Prepared } from './prepare.ts';
import { startServer } from './product.ts';

const connections = 64;

export interface CollectionOptions {
  databaseUrl: string;
  pgbenchUrl: string;
  times: number;
  seconds: number;
  customers: number;
  months: number;
}

/** The first three rows: payments, one partner carrying most of them, inquiries. */
export async function benchCollection(options: CollectionOptions): Promise<BenchRow[]> {
  const { times, seconds } = options;
  console.error('preparing customers, bills and partners');
  const prepared = await prepareCollection(options.databaseUrl, options);
  const hasPgbench = initPgbench(options.pgbenchUrl);
  const purse = new Purse(prepared);
  const results: LoadResult[] = [];
  let peakMemoryMb = 0;
  const underLoad = (posting: string, make: (count: number) => Call[], expected: number) => async () => {
    const server = await startServer({ DATABASE_URL: options.databaseUrl, TIENDIEN_POSTING: posting });
    try {
      const calls = make(Math.ceil(expected * (seconds + 1)));
      await playCalls(server.address, calls.splice(0, Math.ceil(expected / 4)), {
        connections,
        seconds: 1,
      }).catch(() => undefined);
      const result = await playCalls(server.address, calls, { connections, seconds });
      peakMemoryMb = Math.max(peakMemoryMb, server.peakMemoryMb());
      results.push(result);
      console.error(
        `${posting}: ${Math.round(result.perSecond)}/s, ${result.bad} not 2xx, p95 ${result.p95Ms.toFixed(1)} ms`,
      );
      return result.perSecond;
    } finally {
      await server.stop();
    }
  };
  const even = (count: number): Call[] => purse.payments(count, () => Math.random());
  const skewed = (count: number): Call[] =>
    purse.payments(count, () => (Math.random() < 0.7 ? 0 : Math.random()));
  const inquiries = (count: number): Call[] => purse.inquiries(count);
  const measured = await alternate(times, {
    payments: underLoad('grouped', even, 7_000),
    ...(hasPgbench && { pgbench: async () => runPgbench(options.pgbenchUrl, seconds) }),
    nothing: underLoad('nothing', (count) => purse.dryPayments(count), 12_000),
    single: underLoad('single', even, 1_500),
    skewed: underLoad('grouped', skewed, 7_000),
    inquiry: underLoad('grouped', inquiries, 12_000),
    constant: underLoad('nothing', inquiries, 12_000),
  });
  const rate = (name: string): number => measured[name]?.median ?? Number.NaN;
  const details = {
    ...measured,
    connections,
    seconds,
    times,
    pgbenchScale: hasPgbench ? pgbenchScale : null,
    peakMemoryMb,
  };
  const last = results[0];
  const compare = (
    work: string,
    product: string,
    baseline: string,
    bar: string,
    reached: (ratio: number) => boolean,
  ): BenchRow => {
    const ratio = rate(product) / rate(baseline);
    const known = Number.isFinite(ratio);
    return {
      work,
      product: rate(product),
      baseline: known ? rate(baseline) : null,
      unit: '/s',
      ratio: known ? ratio : null,
      bar,
      reached: known ? reached(ratio) : null,
      details: known ? {} : { missing: `no baseline: ${baseline} could not be run here` },
    };
  };
  const first = compare('payments against pgbench -N', 'payments', 'pgbench', '≥ 1.5', (r) => r >= 1.5);
  first.details = { ...details, p50Ms: last?.p50Ms, p95Ms: last?.p95Ms, p99Ms: last?.p99Ms };
  return [
    first,
    compare('payments against one by one', 'payments', 'single', '≥ 8', (r) => r >= 8),
    compare('payments against the empty route', 'payments', 'nothing', '≥ 0.45', (r) => r >= 0.45),
    compare('one partner carrying 70 %', 'skewed', 'payments', '> 0.95', (r) => r > 0.95),
    compare('inquiries against a constant', 'inquiry', 'constant', '≥ 0.6', (r) => r >= 0.6),
    compare('inquiries against payments', 'inquiry', 'payments', '≥ 1', (r) => r >= 1),
    {
      work: 'server memory (one Node process)',
      product: peakMemoryMb,
      baseline: null,
      unit: 'MB',
      ratio: null,
      bar: '≤ 400',
      reached: peakMemoryMb <= 400,
      details: {},
    },
  ];
}

/** Hands out open bills, each once, so that every payment of the load is a real one. */
class Purse {
  private next = 0;
  private serial = 0;
  private readonly prepared: Prepared;

  constructor(prepared: Prepared) {
    this.prepared = prepared;
  }

  payments(count: number, draw: () => number): Call[] {
    const bills = this.prepared.bills.slice(this.next, this.next + count);
    if (bills.length < count)
      throw new Error(`the benchmark ran out of open bills: prepare more customers or months`);
    this.next += count;
    return bills.map((bill) => this.pay(bill, draw()));
  }

  /** For the empty route the bills may repeat: nothing is posted. */
  dryPayments(count: number): Call[] {
    return Array.from({ length: count }, (_, i) => this.pay(this.at(i), Math.random()));
  }

  inquiries(count: number): Call[] {
    return Array.from({ length: count }, (_, i) => ({
      key: this.partner(Math.random()),
      method: 'GET',
      path: `/partner/v1/customers/${this.at(i * 7).code}/bills`,
      body: '',
    }));
  }

  private pay(bill: OpenBill, draw: number): Call {
    const body = JSON.stringify({
      reference: `B${process.pid}-${++this.serial}`,
      customerCode: bill.code,
      amount: bill.amount,
      bills: [bill.billId],
    });
    return { key: this.partner(draw), method: 'POST', path: '/partner/v1/payments', body };
  }

  private at(i: number): OpenBill {
    const bill = this.prepared.bills[i % this.prepared.bills.length];
    if (!bill) throw new Error('no bills were prepared');
    return bill;
  }

  private partner(draw: number) {
    const key = this.prepared.partners[Math.floor(draw * this.prepared.partners.length)];
    if (!key) throw new Error('no partners were prepared');
    return key;
  }
}

import { playCalls, type Call } from './load.ts';
import { alternate, type BenchRow } from './measure.ts';
import { initPgbench, pgbenchScale, runPgbench } from './pgbench.ts';
import { prepareCollection, type OpenBill, type Prepared } from './prepare.ts';
import { startServer } from './product.ts';

const connections = 256;

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
  const seen: Seen = { latencies: new Map(), peakMemoryMb: 0 };
  const load = (name: string, posting: string, make: (count: number) => Call[], expected: number) => () =>
    loadOnce(options, seen, { name, posting, make, expected });
  const even = (count: number): Call[] => purse.payments(count, () => Math.random());
  const skewed = (count: number): Call[] =>
    purse.payments(count, () => (Math.random() < 0.7 ? 0 : Math.random()));
  const inquiries = (count: number): Call[] => purse.inquiries(count);
  const measured = await alternate(times, {
    payments: load('payments', 'grouped', even, 7_000),
    ...(hasPgbench && { pgbench: async () => runPgbench(options.pgbenchUrl, seconds) }),
    nothing: load('nothing', 'nothing', (count) => purse.dryPayments(count), 24_000),
    single: load('single', 'single', even, 1_500),
    skewed: load('skewed', 'grouped', skewed, 7_000),
    inquiry: load('inquiry', 'grouped', inquiries, 14_000),
    constant: load('constant', 'nothing', inquiries, 24_000),
  });
  const conditions = { connections, seconds, times, pgbenchScale: hasPgbench ? pgbenchScale : null };
  return compareAll(
    measured,
    { ...conditions, latencies: Object.fromEntries(seen.latencies) },
    seen.peakMemoryMb,
  );
}

/** What was noticed beside the rates. */
interface Seen {
  latencies: Map<string, { p50Ms: number; p95Ms: number; p99Ms: number }>;
  peakMemoryMb: number;
}

/** Starts a server of its own, warms it up, and plays calls that were signed beforehand. */
async function loadOnce(
  options: CollectionOptions,
  seen: Seen,
  run: { name: string; posting: string; make: (count: number) => Call[]; expected: number },
): Promise<number> {
  const { seconds, databaseUrl } = options;
  const server = await startServer({ DATABASE_URL: databaseUrl, TIENDIEN_POSTING: run.posting });
  try {
    const calls = run.make(Math.ceil(run.expected * (seconds + 1)));
    await playCalls(server.address, calls.splice(0, run.expected), { connections, seconds: 1 });
    const result = await playCalls(server.address, calls, { connections, seconds });
    if (result.bad > 0) throw new Error(`${run.name}: ${result.bad} answers were not 2xx`);
    const { p50Ms, p95Ms, p99Ms } = result;
    seen.latencies.set(run.name, { p50Ms, p95Ms, p99Ms });
    seen.peakMemoryMb = Math.max(seen.peakMemoryMb, server.peakMemoryMb());
    console.error(`${run.name}: ${Math.round(result.perSecond)}/s, p95 ${p95Ms.toFixed(1)} ms`);
    return result.perSecond;
  } finally {
    await server.stop();
  }
}

type Measured = Awaited<ReturnType<typeof alternate>>;

function compareAll(measured: Measured, details: Record<string, unknown>, peakMemoryMb: number): BenchRow[] {
  const row = (work: string, product: string, baseline: string, bar: number): BenchRow => {
    const [mine, theirs] = [measured[product]?.median ?? Number.NaN, measured[baseline]?.median];
    if (theirs === undefined) {
      const missing = `no baseline: ${baseline} could not be run here`;
      return {
        work,
        product: mine,
        baseline: null,
        unit: '/s',
        ratio: null,
        bar: `≥ ${bar}`,
        reached: null,
        details: { missing },
      };
    }
    const ratio = mine / theirs;
    return {
      work,
      product: mine,
      baseline: theirs,
      unit: '/s',
      ratio,
      bar: `≥ ${bar}`,
      reached: ratio >= bar,
      details: {},
    };
  };
  const first = row('payments against pgbench -N', 'payments', 'pgbench', 1.5);
  return [
    { ...first, details: { ...first.details, ...details, measured } },
    row('payments against one by one', 'payments', 'single', 8),
    row('payments against the empty route', 'payments', 'nothing', 0.45),
    row('one partner carrying 70 %', 'skewed', 'payments', 0.95),
    row('inquiries against a constant', 'inquiry', 'constant', 0.6),
    row('inquiries against payments', 'inquiry', 'payments', 1),
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

import type { SimulatedProvider } from '../simulator/gateways/contracts.ts';
import type { Desk } from '../simulator/gateways/desk.ts';
import { confirmForm } from '../simulator/gateways/viettel.ts';
import { pause, type ChaosCustomer } from './errands.ts';
import type { Desks } from './gateway-desks.ts';
import type { Random } from './random.ts';
import type { StaffLine } from './staff-line.ts';

/** Where payers are served: staff make orders, providers take the money. */
export interface Booth {
  desks: Desks;
  /** Makes orders and asks for money back; another person gives it. */
  clerk: StaffLine;
  head: StaffLine;
  customers: readonly ChaosCustomer[];
  random: Random;
  prefix: string;
  orders: number;
}

const payerKinds = {
  'pays and it is told': 10,
  'pays and it is told later': 8,
  'pays while the order is asked about': 5,
  'is asked for the same twice at once': 4,
  'gives up': 3,
  'leaves the page': 2,
  'gets it back': 4,
  'gets a part back': 4,
  'is sent away': 3,
};
type PayerKind = keyof typeof payerKinds;

interface Ordered {
  id: string;
  reference: string;
  payUrl: string | null;
  desk: Desk;
  provider: SimulatedProvider;
}

/** Payers come one after the other until it is over. */
export async function servePayers(booth: Booth, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { random } = booth;
    const kind: PayerKind = random.weighted(payerKinds);
    const [provider, desk] = random.pick([...booth.desks]);
    const customer = random.pick(booth.customers);
    const bills = random.chance(0.6) ? [customer.bills[random.between(0, 1)]!.id] : undefined;
    const form = {
      account: provider,
      requestKey: `${booth.prefix}-payer-${++booth.orders}`,
      customerCode: customer.code,
      ...(bills && { bills }),
      ...(provider === 'mobile-money' && { phone: `09${random.between(10_000_000, 99_999_999)}` }),
    };
    const twice = kind === 'is asked for the same twice at once';
    const made = await Promise.all([makeOrder(booth, form), twice ? makeOrder(booth, form) : undefined]);
    const order = made.find((one) => one !== undefined);
    if (order) await acts[kind](booth, { ...order, desk, provider });
    else await pause(40);
  }
}

const attempts = 6;

/** Whoever got no answer asks again with the same key. Undefined where the product refuses. */
async function makeOrder(
  { clerk }: Booth,
  form: object,
): Promise<Pick<Ordered, 'id' | 'reference' | 'payUrl'> | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { status, body } = await clerk.send('POST', '/gateways/orders', form);
    if (status === 200) return body as unknown as Ordered;
    if (status !== undefined && status < 500) return undefined;
    await pause(200 * attempt);
  }
  return undefined;
}

type Act = (booth: Booth, order: Ordered) => Promise<unknown>;

const acts: Record<PayerKind, Act> = {
  'pays and it is told': async (_, order) => {
    await pay(order);
    await order.desk.callBack();
  },
  'pays and it is told later': (_, order) => pay(order),
  'pays while the order is asked about': async ({ clerk }, order) => {
    await Promise.all([pay(order), clerk.send('POST', `/gateways/orders/${order.id}/query`)]);
    await Promise.all([order.desk.callBack(), clerk.send('POST', `/gateways/orders/${order.id}/query`)]);
  },
  'is asked for the same twice at once': async (_, order) => {
    await pay(order);
    await order.desk.callBack();
  },
  'gives up': async (_, { desk, payUrl, reference }) => {
    if (payUrl !== null) desk.visit(payUrl);
    if (desk.orders.has(reference)) desk.giveUp(reference);
    await desk.callBack();
  },
  // Staff take the order back, and the payer pays at the same moment, or after all.
  'is sent away': async ({ clerk, random }, order) => {
    const cancelling = clerk.send('POST', `/gateways/orders/${order.id}/cancel`);
    await Promise.all([cancelling, random.chance(0.5) ? pay(order) : undefined]);
    if (random.chance(0.3)) await pay(order);
    await order.desk.callBack();
  },
  'leaves the page': async (_, { desk, payUrl }) => void (payUrl !== null && desk.visit(payUrl)),
  'gets it back': async (booth, order) => {
    await pay(order);
    await order.desk.callBack();
    await giveBack(booth, order, {});
  },
  'gets a part back': async (booth, order) => {
    await pay(order);
    await order.desk.callBack();
    await giveBack(booth, order, { amount: '1000' });
    if (booth.random.chance(0.5)) await giveBack(booth, order, { amount: '2000' });
  },
};

/** One person asks, another approves and presses twice. */
async function giveBack({ clerk, head }: Booth, { id }: Ordered, part: { amount?: string }): Promise<void> {
  await clerk.send('POST', `/gateways/orders/${id}/refund`, { reason: 'khách trả nhầm', ...part });
  await Promise.all([1, 2].map(() => head.send('POST', `/gateways/orders/${id}/refund/approval`)));
}

/** Opens the page, or the app where the answer that told the page was lost, and pays. */
async function pay({ desk, provider, payUrl, reference }: Ordered): Promise<void> {
  if (payUrl !== null) desk.visit(payUrl);
  if (!desk.orders.has(reference)) return;
  if (provider === 'viettel' && !(await isConfirmed(desk, reference))) return;
  desk.pay(reference);
}

/** Viettel Money debits only what the merchant says yes to. */
async function isConfirmed(desk: Desk, reference: string): Promise<boolean> {
  try {
    const response = await fetch(desk.callbackUrl.replace(/callback$/, 'confirm'), {
      method: 'POST',
      signal: AbortSignal.timeout(8_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: confirmForm(desk, reference),
    });
    return ((await response.json()) as { error_code?: unknown }).error_code === '00';
  } catch {
    return false;
  }
}

import type { GatewayBooks, GatewayStory } from './gateway-books.ts';
import type { Violation } from './verify.ts';

type Rule = (story: GatewayStory) => string[];

const standing = ({ payments }: GatewayStory) => payments.filter(({ state }) => state === 'accepted');
const list = (story: GatewayStory): string =>
  standing(story)
    .map(({ id, amountVnd }) => `${amountVnd} as payment ${id}`)
    .join(', ') || 'nothing';

const rules: Record<string, Rule> = {
  'what a provider took is in the books once': (story) => {
    const { provider, order } = story;
    if (provider?.state !== 'paid') return [];
    const booked = standing(story);
    const once = booked.length === 1 && booked[0]!.amountVnd === provider.amountVnd;
    // What could not be posted at all is for a person, who finds it marked.
    const listed = booked.length === 0 && order?.attention?.startsWith('not_posted') === true;
    return once || listed ? [] : [`took ${provider.amountVnd}, booked ${list(story)}, order ${order?.state}`];
  },
  'what no provider took is not in the books': (story) => {
    const { provider } = story;
    if (provider?.state === 'paid' || provider?.state === 'refunded') return [];
    return standing(story).length > 0 ? [`${provider?.state ?? 'unknown'} there, booked ${list(story)}`] : [];
  },
  'what a provider gave back is out of the books': (story) => {
    if (story.provider?.state !== 'refunded') return [];
    const wrong = standing(story).length > 0 || story.order?.state !== 'refunded';
    return wrong ? [`given back, booked ${list(story)}, order ${story.order?.state}`] : [];
  },
  'an order says what its payment is': (story) => {
    const { order } = story;
    if (order?.state !== 'paid') return [];
    return standing(story).some(({ id }) => id === order.paymentId)
      ? []
      : [`paid by payment ${order.paymentId}, booked ${list(story)}`];
  },
  'no order stays open for ever': ({ order, holding }) => {
    if (!order) return [];
    if (['created', 'pending', 'refund_pending'].includes(order.state)) return [`still ${order.state}`];
    return holding.length > 0 ? [`${order.state}, and holds bills ${holding.join(', ')}`] : [];
  },
  'every order and payment is of an order we made': ({ order }) => (order ? [] : ['we have no such order']),
};

/** Holds what each provider says it took against our books: never lost, never doubled. */
export function verifyGateways({ stories, told }: GatewayBooks): Violation[] {
  const violations: Violation[] = [];
  for (const [rule, find] of Object.entries(rules)) {
    for (const story of stories)
      for (const detail of find(story))
        violations.push({ rule, detail: `${story.account} ${story.reference}: ${detail}` });
  }
  const known = new Map(stories.flatMap(({ order }) => (order ? [[order.id, order.amountVnd]] : [])));
  for (const { request, status, code, body } of told) {
    if (status === 500)
      violations.push({ rule: 'no request breaks the product', detail: `${request}: ${code}` });
    const made = request === 'POST /gateways/orders' && status === 200;
    if (made && String(known.get(String(body['id']))) !== body['amount'])
      violations.push({
        rule: 'an order that was answered is there',
        detail: `order ${String(body['id'])} of ${String(body['amount'])}`,
      });
  }
  return violations;
}

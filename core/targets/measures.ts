import { channelNames, isChannel, type Channel } from '../channels.ts';

/** Ratios of a set of customers; which payments are cashless is for a definition (`core/kpi/definition.ts`) to say. */
export const shareMeasures = ['share_customers', 'share_money', 'share_bills'] as const;
export type ShareMeasure = (typeof shareMeasures)[number];

/** Things counted that are no ratio and of no one channel. */
export const countMeasures = [
  'auto_debits',
  'accounts_opened',
  'wallets_opened',
  'mobile_money_users',
  'agent_points',
  'verified_phones',
  'zalo_registrations',
  'communes_without_counter',
] as const;
export type CountMeasure = (typeof countMeasures)[number];

/** Customers or dong that one channel brings: `channel_customers:wallet`, `channel_money:bank_app`. */
export const channelMeasures = ['channel_customers', 'channel_money'] as const;
export type ChannelMeasure = `${(typeof channelMeasures)[number]}:${Channel}`;

/** What a plan can be handed out in. All of them are better when they are more. */
export type Measure = ShareMeasure | CountMeasure | ChannelMeasure;

/** What one of it is: a part of a whole in basis points (9600 is 96 %), or whole things, or whole dong. */
export type MeasureUnit = 'share' | 'customers' | 'vnd' | 'points' | 'communes' | 'phones';

/** Whether `text` is the key of a measure. */
export function isMeasure(text: string): text is Measure {
  if (isShareMeasure(text) || (countMeasures as readonly string[]).includes(text)) return true;
  return partsOf(text) !== undefined;
}

export function isShareMeasure(text: string): text is ShareMeasure {
  return (shareMeasures as readonly string[]).includes(text);
}

/** The channel that a measure is about; undefined for one of no channel. */
export function channelOf(measure: Measure): Channel | undefined {
  return partsOf(measure)?.channel;
}

export function unitOfMeasure(measure: Measure): MeasureUnit {
  if (isShareMeasure(measure)) return 'share';
  if (partsOf(measure)?.kind === 'channel_money') return 'vnd';
  if (measure === 'agent_points') return 'points';
  if (measure === 'communes_without_counter') return 'communes';
  return measure === 'verified_phones' || measure === 'zalo_registrations' ? 'phones' : 'customers';
}

/** What a measure is called, on screens and on papers. */
export function nameOfMeasure(measure: Measure, language: 'vi' | 'en'): string {
  const parts = partsOf(measure);
  if (!parts) return measureNames[language][measure as ShareMeasure | CountMeasure];
  return `${channelWords[language][parts.kind]}: ${channelNames[language][parts.channel]}`;
}

export const measureNames = {
  vi: {
    share_customers: 'Tỷ lệ KH thanh toán không dùng tiền mặt',
    share_money: 'Tỷ lệ tiền điện thanh toán không dùng tiền mặt',
    share_bills: 'Tỷ lệ lượt hóa đơn không dùng tiền mặt',
    auto_debits: 'KH đăng ký trích nợ tự động',
    accounts_opened: 'KH mở tài khoản ngân hàng',
    wallets_opened: 'KH mở ví điện tử',
    mobile_money_users: 'KH dùng tiền di động (Mobile Money)',
    agent_points: 'Điểm thu hộ của đại lý',
    verified_phones: 'Số điện thoại đã xác minh',
    zalo_registrations: 'KH đăng ký Zalo',
    communes_without_counter: 'Xã không còn bàn thu tiền điện',
  },
  en: {
    share_customers: 'Share of customers paying cashless',
    share_money: 'Share of amount paid cashless',
    share_bills: 'Share of bills paid cashless',
    auto_debits: 'Customers with auto-debit',
    accounts_opened: 'Bank accounts opened',
    wallets_opened: 'E-wallets opened',
    mobile_money_users: 'Mobile Money users',
    agent_points: 'Pay points of agents',
    verified_phones: 'Phone numbers verified',
    zalo_registrations: 'Customers registered on Zalo',
    communes_without_counter: 'Communes without a counter of the company',
  },
} as const satisfies Record<'vi' | 'en', Record<ShareMeasure | CountMeasure, string>>;

const channelWords = {
  vi: { channel_customers: 'KH trả qua kênh', channel_money: 'Tiền điện thu qua kênh' },
  en: { channel_customers: 'Customers through', channel_money: 'Money through' },
} as const;

function partsOf(text: string): { kind: (typeof channelMeasures)[number]; channel: Channel } | undefined {
  const [kind, channel, ...rest] = text.split(':');
  const known = channelMeasures.find((name) => name === kind);
  if (known === undefined || channel === undefined || rest.length > 0 || !isChannel(channel))
    return undefined;
  return { kind: known, channel };
}

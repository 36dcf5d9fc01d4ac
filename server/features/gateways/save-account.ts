import type { Channel } from '../../../core/channels.ts';
import { schemesOf, type ProviderName } from '../../../core/gateways/providers.ts';
import type { Keys } from '../../../core/gateways/scheme.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { gatewayError } from './errors.ts';
import { providerOf } from './providers.ts';
import { findAccount, findPartnerOf, saveAccount, type AccountRow, type LimitsRow } from './queries.ts';

export interface AccountChange {
  code: string;
  partnerCode: string;
  provider: ProviderName;
  variant: string | null;
  channel: Channel;
  merchant: string;
  endpoint: string | null;
  payPage: string | null;
  publicUrl: string;
  /** Keys by the provider's names; undefined keeps those there are. */
  secrets: Keys | undefined;
  /** Undefined keeps those there are; amounts as decimal text. */
  limits: LimitsRow | null | undefined;
  enabled: boolean;
}

/** Keys without which a provider's messages can be neither signed nor checked. */
const keysOf: Partial<Record<ProviderName, readonly string[]>> = {
  momo: ['accessKey', 'secretKey'],
  zalopay: ['key1', 'key2'],
  viettel: ['accessCode', 'secretKey'],
  'mobile-money': ['accessCode', 'secretKey'],
};
/** What each provider needs an address for. */
const needsEndpoint: readonly ProviderName[] = ['momo', 'zalopay', 'vnpay', 'viettel', 'mobile-money'];
const needsPayPage: readonly ProviderName[] = ['vnpay', 'viettel'];

/** Writes a contract down. Throws `gateways.bad_account` with the field that is missing or wrong. */
export async function setAccount(staff: StaffContext, change: AccountChange): Promise<AccountRow> {
  const saved = await transaction(staff.db, async (tx) => {
    const present = await findAccount(tx, change.code);
    const partner = await findPartnerOf(tx, change.partnerCode);
    ensure(partner, bad('partner'));
    ensure(partner.channels.includes(change.channel), bad('channel'));
    ensure(present === undefined || present.provider === change.provider, bad('provider'));
    const account = checked(change, present?.secrets ?? {});
    const limits = change.limits === undefined ? (present?.limits ?? null) : change.limits;
    ensure(limits !== null || !providerOf(change.provider)?.needsPhone, bad('limits'));
    await saveAccount(tx, { ...account, limits, partner_id: partner.id, changed_by: staff.login });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'gateway.account_set',
      subject: `gateway:${change.code}`,
      detail: {
        provider: change.provider,
        merchant: change.merchant,
        enabled: change.enabled,
        limits,
        newSecrets: change.secrets !== undefined,
      },
      requestId: staff.requestId,
    });
    return findAccount(tx, change.code);
  });
  if (!saved) throw new Error('the account was not saved');
  return saved;
}

function checked(change: AccountChange, present: Record<string, string>) {
  const { code, provider, channel, merchant, enabled, variant } = change;
  const named = Object.entries(change.secrets ?? present).filter(([, value]) => value !== undefined);
  const secrets = Object.fromEntries(named) as Record<string, string>;
  for (const name of keysOf[provider] ?? ['secretKey']) ensure(secrets[name], bad(`secrets.${name}`));
  const ways = schemesOf(provider, 'callback').map((scheme) => scheme.variant);
  ensure(variant === null ? ways.length === 1 : ways.includes(variant), bad('variant', { known: ways }));
  ensure(change.endpoint !== null || !needsEndpoint.includes(provider), bad('endpoint'));
  ensure(change.payPage !== null || !needsPayPage.includes(provider), bad('payPage'));
  return {
    code,
    provider,
    channel,
    merchant,
    enabled,
    variant,
    secrets,
    endpoint: change.endpoint === null ? null : plainUrl(change.endpoint, 'endpoint'),
    pay_page: change.payPage === null ? null : plainUrl(change.payPage, 'payPage'),
    public_url: plainUrl(change.publicUrl, 'publicUrl'),
  };
}

function plainUrl(text: string, field: string): string {
  const url = URL.parse(text);
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  ensure(isPlain && url.search === '' && url.hash === '', bad(field));
  return url.href.replace(/\/+$/, '');
}

function bad(field: string, more: Record<string, unknown> = {}) {
  return gatewayError('gateways.bad_account', { field, ...more });
}

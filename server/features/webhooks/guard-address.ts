import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { ensure } from '../../platform/errors.ts';
import { webhookError } from './errors.ts';

/** `public`: https to addresses anybody may reach. `any`: also http and private networks, for a demo or a test. */
export type WebhookTargets = 'public' | 'any';

/** Networks that are nobody's on the internet (IANA special-purpose registries): this machine, its neighbours, the cloud's own. */
const privateNetworks = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  privateNetworks.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  // Unspecified, loopback, and IPv4 written as IPv6, in all its spellings.
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  privateNetworks.addSubnet(network, bits, 'ipv6');
}

/** Whether an IP address is one that the whole internet can reach. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && !privateNetworks.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * The address of an endpoint in its normal form. Throws `webhooks.bad_url`, and `webhooks.private_address` for an IP
 * address that is not public; what a name resolves to is looked at when it is called.
 */
export function parseTarget(text: string, targets: WebhookTargets): URL {
  const url = URL.parse(text);
  const schemes = targets === 'any' ? ['https:', 'http:'] : ['https:'];
  ensure(
    url && schemes.includes(url.protocol) && url.username === '' && url.password === '' && text.length <= 500,
    webhookError('webhooks.bad_url'),
  );
  url.hash = '';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  ensure(
    targets === 'any' || isIP(host) === 0 || isPublicAddress(host),
    webhookError('webhooks.private_address'),
  );
  return url;
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Code of the fault when a name leads into a private network. */
export const privateAddressCode = 'PRIVATE_ADDRESS';

/**
 * Resolves a name for the connection that is about to be made and refuses it if any of its addresses is private. It is the
 * same answer that is connected to: a name that changes its mind between a check and the call gains nothing.
 */
export function guardedLookup(hostname: string, options: LookupOptions, answer: Answer): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, []);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) {
      const refusal = Object.assign(new Error('private address'), { code: privateAddressCode });
      return answer(refusal, []);
    }
    if (options.all) return answer(null, addresses);
    const [first] = addresses;
    answer(null, first!.address, first!.family);
  });
}

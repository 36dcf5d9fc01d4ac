import { isJsonObject, NumberText, parseJson } from '../../../core/gateways/json-text.ts';
import { readMessage } from '../../../core/gateways/message.ts';
import { isKind, isProviderName } from '../../../core/gateways/providers.ts';
import { ensure } from '../../platform/errors.ts';
import { gatewayError } from './errors.ts';
import { readKeys } from './read-keys.ts';
import { verifyMessage, type Verdict } from './verify-message.ts';

/**
 * Checks one captured message, written as a JSON object `{provider, kind, secret, headers?, fields?, body?, now?, variant?}`
 * on one line. `now` is in Unix seconds; without it `clock` counts where the provider has a window. Throws for a line that is
 * no such object.
 */
export function verifyLine(line: string, clock: () => number): Verdict {
  const asked = parseJson(line);
  ensure(isJsonObject(asked), () => malformed('the line'));
  const { provider, kind, secret, headers, fields, body, now, variant } = asked;
  ensure(typeof provider === 'string', () => malformed('provider'));
  ensure(isProviderName(provider), () => gatewayError('gateways.unknown_provider', { provider }));
  ensure(typeof kind === 'string', () => malformed('kind'));
  ensure(isKind(kind), () => gatewayError('gateways.unknown_kind', { provider, kind }));
  ensure(headers === undefined || headers === null || isJsonObject(headers), () => malformed('headers'));
  ensure(fields === undefined || fields === null || isJsonObject(fields), () => malformed('fields'));
  ensure(body === undefined || body === null || typeof body === 'string', () => malformed('body'));
  ensure(variant === undefined || variant === null || typeof variant === 'string', () =>
    malformed('variant'),
  );
  const at = now === undefined || now === null ? undefined : seconds(now);
  return verifyMessage({
    provider,
    kind,
    message: readMessage({ headers: headers ?? {}, fields: fields ?? undefined, body: body ?? undefined }),
    keys: readKeys(provider, secret),
    variant: variant ?? undefined,
    now: at ?? clock(),
    strictWindow: at !== undefined,
  });
}

/** A number, or its digits as text. */
function seconds(now: unknown): number {
  const value =
    now instanceof NumberText ? Number(now.text) : typeof now === 'string' ? Number(now || NaN) : NaN;
  ensure(Number.isFinite(value), () => malformed('now'));
  return value;
}

function malformed(part: string) {
  return gatewayError('gateways.unreadable_line', { part });
}

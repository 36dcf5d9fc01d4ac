import type { FastifyReply, FastifyRequest } from 'fastify';
import { businessDateOf, type BusinessDate } from '../../../core/dates.ts';
import { clockMoves, readClock, realNow } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { partnerError } from './errors.ts';
import { findKey } from './keys.ts';
import { claimNonce } from './nonces.ts';
import type { PartnerRow } from './queries.ts';
import { takeToken } from './rate-limit.ts';
import { readSigningFields, verifyRequest, type SigningFields } from './verify-request.ts';

/** The authentic partner of a request. */
export interface PartnerContext {
  company: Company;
  db: Db;
  partner: PartnerRow;
  now: Date;
  businessDate: BusinessDate;
  /** The instant on the business clock: holds and cut-offs go by it. */
  businessNow: Date;
}

/** Whose key a request names, authentic or not, and what it says it signed. */
export interface ClaimedRequest extends SigningFields {
  company: Company;
  partnerId: bigint;
  at: Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    partner: PartnerContext;
    /** Null until a live key is found. */
    claimed: ClaimedRequest | null;
    rawBody: Buffer;
  }
  interface FastifyContextConfig {
    /** Partner routes without a signature: the reference pages. */
    unsigned?: boolean;
  }
}

const clockCacheMs = 1_000;

/**
 * The one gate of all partner routes: live key, signature over the raw bytes, five-minute window, nonce, requests per
 * second, suspension. Every route is idempotent, so a repeated nonce with the same request goes on to its replay.
 */
export function guardPartnerRoutes(app: App, runtime: Runtime): void {
  app.decorateRequest('partner', null as never);
  app.decorateRequest('claimed', null);
  app.decorateRequest('rawBody', null as never);
  keepRawBody(app);
  const businessTime = cachedBusinessTime(runtime);
  app.addHook('preValidation', async (request: FastifyRequest, _reply: FastifyReply) => {
    if (request.routeOptions.config.unsigned) return;
    const now = realNow();
    const fields = readSigningFields(request.headers);
    const key = await findKey(runtime, fields.keyId, now);
    ensure(key, () => partnerError('partners.unknown_key', { keyId: fields.keyId }));
    request.claimed = { ...fields, company: key.company, partnerId: key.partner.id, at: now };
    takeToken(key.company.code, key.partner, now);
    const body = request.rawBody ?? Buffer.alloc(0);
    const digest = verifyRequest(
      key,
      { method: request.method, path: request.raw.url ?? request.url, headers: request.headers, body },
      fields,
      now,
    );
    ensure(!key.partner.suspended_at, () => partnerError('partners.suspended'));
    const { db } = key.company;
    const verdict = await claimNonce(db, {
      partnerId: key.partner.id,
      nonce: fields.nonce,
      digest,
      seenAt: now,
    });
    ensure(verdict !== 'other', () => partnerError('request.replayed', { nonce: fields.nonce }));
    request.partner = {
      company: key.company,
      db,
      partner: key.partner,
      now,
      ...(await businessTime(now)),
    };
  });
}

function keepRawBody(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer;
    try {
      done(null, JSON.parse((body as Buffer).toString('utf8')));
    } catch (error) {
      done(new AppError('request.not_json', 'invalid', {}, { cause: error }));
    }
  });
}

/** Business time of an instant; the offset is read at most once a second: it changes when a demo moves it. */
function cachedBusinessTime(
  runtime: Runtime,
): (now: Date) => Promise<Pick<PartnerContext, 'businessDate' | 'businessNow'>> {
  let cached: { offsetMs: Promise<number>; until: number; moves: number } | undefined;
  return async (now) => {
    const moves = clockMoves();
    if (!cached || cached.until < now.getTime() || cached.moves !== moves) {
      const offsetMs = readClock(runtime.platform).then((clock) => clock.offsetDays * 86_400_000);
      cached = { offsetMs, until: now.getTime() + clockCacheMs, moves };
      offsetMs.catch(() => (cached = undefined));
    }
    const businessNow = new Date(now.getTime() + (await cached.offsetMs));
    return { businessNow, businessDate: businessDateOf(businessNow) };
  };
}

import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../../../core/signing.ts';
import { ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { recordAudit } from '../audit/index.ts';
import { partnerError } from './errors.ts';
import * as queries from './queries.ts';

/** A live key with whose it is, as a request needs it. */
export interface LiveKey {
  keyId: string;
  algorithm: SignatureAlgorithm;
  secret: Buffer;
  publicKey: KeyObject | undefined;
  company: Company;
  partner: queries.PartnerRow;
}

/** A key or partner changed by another process is noticed within this time; by this process at once. */
const cacheMs = 2_000;
const caches = new WeakMap<Runtime['platform'], Map<string, { key: LiveKey | undefined; until: number }>>();

/** The live key of an id, or undefined for one that is unknown or revoked. */
export async function findKey(runtime: Runtime, keyId: string, now: Date): Promise<LiveKey | undefined> {
  const cache = caches.get(runtime.platform) ?? new Map();
  caches.set(runtime.platform, cache);
  const cached = cache.get(keyId);
  if (cached && cached.until > now.getTime()) return cached.key;
  const key = await loadKey(runtime, keyId);
  if (cache.size > 10_000) cache.clear();
  cache.set(keyId, { key, until: now.getTime() + cacheMs });
  return key;
}

async function loadKey(runtime: Runtime, keyId: string): Promise<LiveKey | undefined> {
  const companyCode = await queries.findCompanyOfKey(runtime.platform, keyId);
  const company = companyCode ? await runtime.findCompany(companyCode) : undefined;
  const row = company && (await queries.findLiveKey(company.db, keyId));
  const partner = row && (await queries.findPartner(company.db, row.partner_id));
  if (!partner) return undefined;
  const publicKey =
    row.algorithm === 'ed25519'
      ? createPublicKey({ key: row.key_material, format: 'der', type: 'spki' })
      : undefined;
  return { keyId, algorithm: row.algorithm, secret: row.key_material, publicKey, company, partner };
}

/** Forgets cached keys, after a change made by this process. */
export function forgetKeys(runtime: Runtime): void {
  caches.get(runtime.platform)?.clear();
}

export interface IssuedKey {
  keyId: string;
  algorithm: SignatureAlgorithm;
  /** The shared secret, base64; shown once. Undefined for Ed25519, where the partner keeps the private key. */
  secret: string | undefined;
}

/**
 * Gives a partner a key: an HMAC secret of ours, or the partner's own Ed25519 public key (PEM or base64 SPKI DER).
 * At most two keys live at once, so that one can be rolled while the other works. Throws `partners.two_live_keys`.
 */
export async function issueKey(
  runtime: Runtime,
  company: Company,
  request: {
    partnerId: bigint;
    algorithm: SignatureAlgorithm;
    publicKey?: string;
    keyId?: string;
    /** Who gives the key, for the audit. */
    actor: string;
    secret?: Buffer;
  },
): Promise<IssuedKey> {
  const keyId = request.keyId ?? `key_${randomBytes(12).toString('base64url')}`;
  const secret = request.algorithm === 'hmac-sha256' ? (request.secret ?? randomBytes(32)) : undefined;
  const keyMaterial = secret ?? parsePublicKey(request.publicKey ?? '');
  const inserted = await queries.insertKey(company.db, {
    key_id: keyId,
    partner_id: request.partnerId,
    algorithm: request.algorithm,
    key_material: keyMaterial,
  });
  ensure(inserted === 1, partnerError('partners.two_live_keys'));
  await queries.registerKey(runtime.platform, {
    keyId,
    companyCode: company.code,
    partnerId: request.partnerId,
  });
  await recordAudit(company.db, {
    actor: request.actor,
    action: 'partner.key_issued',
    subject: `partner:${request.partnerId}`,
    detail: { keyId, algorithm: request.algorithm },
  });
  forgetKeys(runtime);
  return { keyId, algorithm: request.algorithm, secret: secret?.toString('base64') };
}

/** Ends a key at once. Throws `partners.unknown_key` for one that is not live. */
export async function revokeKey(
  runtime: Runtime,
  company: Company,
  request: { keyId: string; actor: string; now: Date },
): Promise<void> {
  const revoked = await queries.revokeKeyRow(company.db, request.keyId, request.now);
  ensure(revoked === 1, partnerError('partners.unknown_key', { keyId: request.keyId }));
  await recordAudit(company.db, {
    actor: request.actor,
    action: 'partner.key_revoked',
    subject: `key:${request.keyId}`,
  });
  forgetKeys(runtime);
}

function parsePublicKey(text: string): Buffer {
  const key = text.includes('BEGIN')
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  return key.export({ format: 'der', type: 'spki' });
}

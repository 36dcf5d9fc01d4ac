import type { FastifyReply, FastifyRequest } from 'fastify';
import { realNow } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Company, Runtime } from '../../platform/runtime.ts';
import { findDeveloper, type Developer } from './developers.ts';
import { kitError } from './errors.ts';
import { findSandboxPartner } from './sandbox.ts';

export const sessionCookie = 'td_developer';
const languageCookie = 'td_language';

export type Language = 'vi' | 'en';
/** Vietnamese or English, by the language of the visit. */
export type Say = (vi: string, en: string) => string;

/** The books a page shows: the partner's own, or those it rehearses in. */
export interface Place {
  name: 'live' | 'sandbox';
  company: Company;
  db: Db;
  partnerId: bigint;
}

/** A page being looked at by a signed-in developer. */
export interface Visit {
  developer: Developer;
  lang: Language;
  t: Say;
  /** What the page is about: the sandbox, as long as nothing else is asked for and there is one. */
  place: Place;
  sandbox: Place | undefined;
  live: Place;
  /** Scheme and host under which the caller reaches us. */
  origin: string;
  now: Date;
  /** For the audit. */
  actor: string;
}

type Query = Record<string, unknown>;

export function readLanguage(request: FastifyRequest): Language {
  const asked = (request.query as Query)['lang'] ?? request.cookies[languageCookie];
  return asked === 'en' ? 'en' : 'vi';
}

export function sayIn(lang: Language): Say {
  return (vi, en) => (lang === 'vi' ? vi : en);
}

/** Remembers a language that was chosen on a page. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply): void {
  const asked = (request.query as Query)['lang'];
  if (asked !== 'vi' && asked !== 'en') return;
  reply.setCookie(languageCookie, asked, { path: '/partner', sameSite: 'lax', maxAge: 31_536_000 });
}

/** A form counts only when it was sent from our own page: browsers say where it came from. */
export function ensureOwnForm(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const isOwn =
    site === undefined
      ? origin === undefined || URL.parse(origin)?.host === request.host
      : site === 'same-origin';
  ensure(isOwn, kitError('partner_kit.other_site'));
}

/** Who looks, at what. Throws `partner_kit.not_signed_in`. */
export async function openVisit(runtime: Runtime, request: FastifyRequest): Promise<Visit> {
  const now = realNow();
  const developer = await findDeveloper(runtime, request.cookies[sessionCookie], now);
  ensure(developer, kitError('partner_kit.not_signed_in'));
  const live: Place = {
    name: 'live',
    company: developer.company,
    db: developer.db,
    partnerId: developer.partner_id,
  };
  const found = await findSandboxPartner(runtime, developer);
  const sandbox: Place | undefined = found && { name: 'sandbox', ...found };
  const asked = (request.query as Query)['place'] ?? (request.body as Query | null)?.['place'];
  const lang = readLanguage(request);
  return {
    developer,
    lang,
    t: sayIn(lang),
    place: asked === 'live' || !sandbox ? live : sandbox,
    sandbox,
    live,
    origin: `${request.protocol}://${request.host}`,
    now,
    actor: `developer:${developer.developer_id}`,
  };
}

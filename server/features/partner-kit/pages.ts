import type { FastifyRequest } from 'fastify';
import type { Html } from './html.ts';
import type { Visit } from './visit.ts';

/** Fields of a form, each once; a list where it was ticked several times. */
export type Form = Record<string, string | string[]>;

/** What a page shows, or where it leads. */
export type Shown = { title: string; body: Html; status?: number } | { to: string };

export interface Pages {
  get(path: string, show: (visit: Visit, request: FastifyRequest) => Promise<Shown>): void;
  post(path: string, act: (visit: Visit, form: Form, request: FastifyRequest) => Promise<Shown>): void;
}

/** One value of a form; empty where it was left out. */
export function one(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

import type { Runtime } from '../../platform/runtime.ts';

/** Address of the mail server of a company, with its account; that of the whole installation where it has none. */
export function mailServerOf({ config }: Runtime, companyCode: string): string | undefined {
  return config.mailServers[companyCode] ?? config.mailServers[''];
}

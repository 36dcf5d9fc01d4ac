/** The life of a mandate (ủy quyền trích nợ): the customer's permission to debit an account for each bill. */
export const mandateStates = [
  'draft',
  'signed',
  'sent',
  'active',
  'suspended',
  'cancelled',
  'expired',
] as const;
export type MandateState = (typeof mandateStates)[number];

export const mandateActs = ['sign', 'send', 'activate', 'suspend', 'resume', 'stop', 'expire'] as const;
export type MandateAct = (typeof mandateActs)[number];

/** What may follow what. Whoever is signed may be activated at once: some banks confirm by their own list only. */
const transitions: Readonly<Record<MandateState, Partial<Record<MandateAct, MandateState>>>> = {
  draft: { sign: 'signed', stop: 'cancelled' },
  signed: { send: 'sent', activate: 'active', stop: 'cancelled' },
  sent: { activate: 'active', stop: 'cancelled' },
  active: { suspend: 'suspended', stop: 'cancelled', expire: 'expired' },
  suspended: { resume: 'active', stop: 'cancelled', expire: 'expired' },
  cancelled: {},
  expired: {},
};

/** The state after an act, or undefined where the act is not possible. */
export function nextMandateState(state: MandateState, act: MandateAct): MandateState | undefined {
  return transitions[state][act];
}

/** States from which an act is possible. */
export function statesBefore(act: MandateAct): MandateState[] {
  return mandateStates.filter((state) => transitions[state][act] !== undefined);
}

/** An account as banks write it: letters and digits, without spaces and dots; undefined where it can be none. */
export function parseAccount(text: string): string | undefined {
  const account = text.replaceAll(/[\s.\u00a0-]/g, '').toUpperCase();
  return /^[0-9A-Z]{5,34}$/.test(account) ? account : undefined;
}

/** The life of a settlement window: the money of one partner for one settlement day. */
export type WindowState = 'open' | 'closed' | 'agreed' | 'money_in' | 'settled';
export type WindowAct = 'close' | 'agree' | 'reopen' | 'money_in' | 'money_out' | 'settle';

export const windowStates: readonly WindowState[] = ['open', 'closed', 'agreed', 'money_in', 'settled'];

/** What may follow what. A settled window is final: what comes to light later is carried into a later window. */
const transitions: Readonly<Record<WindowState, Partial<Record<WindowAct, WindowState>>>> = {
  open: { close: 'closed' },
  closed: { agree: 'agreed' },
  agreed: { reopen: 'closed', money_in: 'money_in' },
  money_in: { reopen: 'closed', money_out: 'agreed', settle: 'settled' },
  settled: {},
};

/** The state after an act, or undefined where the act is not possible. */
export function nextWindowState(state: WindowState, act: WindowAct): WindowState | undefined {
  return transitions[state][act];
}

export interface WindowMoney {
  expectedVnd: bigint;
  receivedVnd: bigint;
  carriedVnd: bigint;
}

/** What is still to come; below zero when too much came. */
export function remainingOf({ expectedVnd, receivedVnd, carriedVnd }: WindowMoney): bigint {
  return expectedVnd - receivedVnd - carriedVnd;
}

/** The act that the money itself calls for: an agreed window whose money is there, or one whose money left again. */
export function actOfMoney(state: WindowState, money: WindowMoney): 'money_in' | 'money_out' | undefined {
  const covered = remainingOf(money) <= 0n;
  if (state === 'agreed' && covered) return 'money_in';
  return state === 'money_in' && !covered ? 'money_out' : undefined;
}

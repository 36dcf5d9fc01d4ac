/** What goes wrong on purpose at a bank. */
export interface BankSwitches {
  /** Statements and answers come a day late. */
  late: boolean;
  /** Files of debits are sent back whole. */
  refuse: boolean;
  /** Every file comes twice. */
  duplicate: boolean;
  /** Statements of several days come the last first. */
  outOfOrder: boolean;
  /** Nothing comes. */
  outage: boolean;
  /** The closing balance is one dong too high. */
  wrongBalance: boolean;
  /** The oldest statement that is due is left out. */
  gap: boolean;
}

export const calmBank: Readonly<BankSwitches> = {
  late: false,
  refuse: false,
  duplicate: false,
  outOfOrder: false,
  outage: false,
  wrongBalance: false,
  gap: false,
};

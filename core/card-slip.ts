/**
 * What a card terminal prints and a till may write down. The number of a card is no part of it (PCI DSS 4.0.1,
 * requirement 3.4: at most the first six or eight and the last four digits may be shown); here it is the last four.
 */
export interface CardSlip {
  terminalId: string;
  batchNumber: string;
  traceNumber: string;
  approvalCode: string;
  last4: string;
}

/** Twelve digits in a row or more, blanks and dashes between them or not: what a card's number looks like. */
const cardNumber = /\d(?:[ .-]?\d){11,}/;

/** Whether a text could hold the number of a card, which nobody may type anywhere. */
export function holdsCardNumber(text: string): boolean {
  return cardNumber.test(text);
}

/** One card payment has one reference: a terminal counts within a batch. Leading zeros do not matter. */
export function referenceOfSlip({ terminalId, batchNumber, traceNumber }: CardSlip): string {
  const plain = (digits: string): string => digits.replace(/^0+(?=\d)/, '');
  return `POS-${terminalId}-${plain(batchNumber)}-${plain(traceNumber)}`;
}

/** What the comparison asks of the library; it comes without types. */
declare module 'mt940js' {
  interface Transaction {
    amount: number;
    date: Date;
    isReversal: boolean;
    bankReference: string;
    reference: string;
  }
  export class Parser {
    parse(text: string): { transactions: Transaction[] }[];
  }
}

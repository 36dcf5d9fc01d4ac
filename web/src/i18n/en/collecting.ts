/** Rules of collection, and bills handed to one collector. */
export const settings = {
  title: 'Rules of collection',
  lead: 'By these rules a payment request of a partner is taken or refused, and it is known what needs two people.',
  readOnly:
    'This account only reads. The rules hold for the whole company, so the company level changes them.',
  groups: {
    judging: 'Which payments are taken',
    holding: 'Holds',
    money: 'Credit and refunds',
  },
  rules: {
    oldestFirst: {
      name: 'Oldest period first',
      meaning:
        'A customer owes several periods: whether a partner may collect a newer one while an older one is open. When the partner names no bill, the oldest is always paid first.',
      on: 'The oldest period must be paid first',
      off: 'Any period may be paid first',
    },
    noGaps: {
      name: 'No gaps between periods',
      meaning:
        'Several bills in one payment: whether an open period may be left out between them. Where the oldest must be paid first there is never a gap.',
      on: 'No open period may be left out',
      off: 'Periods may be left out',
    },
    partialPayments: {
      name: 'Part payments',
      meaning:
        'Less money than the bill asks: take it and leave the rest open, or refuse it and tell the amount due.',
      on: 'Taken, the rest stays open',
      off: 'Refused, a bill is paid whole',
    },
    holdMinutes: {
      name: 'Longest hold',
      meaning:
        'While a customer pays at one partner the bill is held for it, and nobody else can collect it. Not paid in time, it opens again by itself. Holds that run already stay as they are.',
      unit: 'minutes (1 to 1,440)',
    },
    refundLimit: {
      name: 'Limit for a second person',
      meaning:
        'A refund above this, all refunds of one payment added up, has to be approved by a second person. So do fixes of differences that move money. Taking back our payment and taking the partner’s amount need two people whatever the sum.',
      unit: 'đ (0: always)',
    },
    applyCredit: {
      name: 'Credit pays the next bill',
      meaning:
        'Whether credit pays the customer’s oldest open bill by itself: every morning, and when bills are published. Bills that are held, bills handed to one collector, and money that waits to be refunded are left alone.',
      on: 'By itself',
      off: 'Left alone; staff lay it on debts one by one',
    },
  },
  minutes: '{{minutes}} minutes',
  changed: 'Last changed: {{who}}, {{when}}',
  neverChanged: 'Nobody has changed it; it is as it was at the start.',
  problems: {
    badMinutes: 'Enter whole minutes from 1 to 1,440',
    badAmount: 'Enter whole dong, 0 or more',
    refused: 'This value is not accepted',
  },
  save: 'Save changes',
  undo: 'Drop changes',
  saved: 'The rules are saved.',
  confirm: {
    title: 'Change which payments are taken',
    now: 'Now: {{value}}',
    wanted: 'Then: {{value}}',
    effect: 'It holds at once for every payment request, at all partners and units.',
    safe: 'Payments already recorded stay as they are. Money a partner reports as taken from a customer is always recorded; these rules never refuse it.',
    yes: 'Change the rules',
  },
};

export const handOver = {
  title: 'Hand-over of bills',
  lead: 'A bill that is handed over (giao thu) can be collected by that partner only. A walk-in bill (vãng lai) by every partner.',
  walkIn: 'Walk-in (every partner)',
  form: {
    title: 'Hand over or give back',
    text: 'Only open bills move. Nothing changes until you confirm.',
    to: 'Hand to',
    chooseTo: 'Choose who gets them',
    from: 'They lie with',
    anywhere: 'Anyone',
    unit: 'Unit',
    allUnits: 'All units you may see',
    book: 'Meter-reading book',
    allBooks: 'All books',
    period: 'Period',
    allPeriods: 'All periods',
    startTo: 'Choose who gets the bills to see how many there are.',
    startFilter:
      'Also choose a period, a unit, a book, or the partner they lie with: all bills never move at once.',
  },
  preview: {
    give: '{{bills}} bills of {{customers}} customers, {{open}} open, will be handed to {{partner}}.',
    back: '{{bills}} bills of {{customers}} customers, {{open}} open, will be open to every partner again.',
    nothing: 'Nothing to move: no open bill fits, or all of them are there already.',
    held: '{{bills}} bills are held by another partner. If they move now, a customer who is paying there will be refused; a few minutes may be worth the wait.',
    places: 'Where the bills lie',
    place: 'They lie with',
    bills: 'Bills',
    open: 'Open',
    after: 'After confirming',
    moves: 'Move',
    stays: 'There already',
    giveButton: 'Hand over {{bills}} bills',
    backButton: 'Give back {{bills}} bills',
  },
  confirm: {
    giveTitle: 'Hand over to {{partner}}',
    backTitle: 'Give back to every partner',
    giveEffect: 'From now on only {{partner}} can collect these bills. Other partners no longer see them.',
    backEffect: 'From now on every partner can collect these bills.',
    safe: 'Payments already made stay as they are. The bills can be moved again at any time.',
    giveYes: 'Hand over',
    backYes: 'Give back',
  },
  done: {
    give: '{{bills}} bills, {{open}} open, were handed to {{partner}}.',
    back: '{{bills}} bills, {{open}} open, are open to every partner again.',
  },
  list: {
    title: 'Handed over now',
    text: 'Open bills that lie with one partner alone. Bills paid whole are not counted.',
    none: 'No bill is handed over. Every open bill can be collected by every partner.',
    partner: 'Partner',
    units: 'Units',
    periods: 'Periods',
    bills: 'Bills',
    open: 'Open',
    total: 'Total',
  },
  bills: {
    title: 'Bills handed to {{partner}}',
    walkInTitle: 'Walk-in bills',
    lead: 'Open bills that lie with this partner alone.',
    walkInLead: 'Open bills that lie with nobody alone.',
    sum: '{{bills}} bills, {{open}} open',
    take: 'Move them',
    none: 'No open bill fits.',
    customer: 'Customer',
    unit: 'Unit, book',
    number: 'Bill number',
    period: 'Period',
    due: 'Due',
    total: 'Total',
    open: 'Open',
  },
};

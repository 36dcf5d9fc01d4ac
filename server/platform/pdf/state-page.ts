/** Points per millimetre. */
const mm = 72 / 25.4;

/** Margins of a state document on A4 in points: 20, 20, 30 and 15 mm, the least that the decree allows. */
export const stateMargins = { left: 30 * mm, top: 20 * mm, right: 15 * mm, bottom: 20 * mm };

/** Width left for text on A4. */
export const stateWidth = 210 * mm - stateMargins.left - stateMargins.right;

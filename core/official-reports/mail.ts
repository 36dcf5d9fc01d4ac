/** Waits before the second and later attempts to send a mail, in seconds; behind the last one it has failed. */
const waits = [60, 300, 1_800, 7_200, 21_600];

/** Seconds until the next attempt after so many; undefined when there is none. */
export function secondsUntilTry(tries: number): number | undefined {
  return waits[tries - 1];
}

/** One plain address, as `nguyen.an@ubnd.gov.vn`; names and lists are none. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>,;"'()\\]{1,64}@[^\s@<>,;"'()\\.]+(\.[^\s@<>,;"'()\\.]+)+$/.test(text)
  );
}

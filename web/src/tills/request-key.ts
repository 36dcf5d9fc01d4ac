/** A key for one wish to take money: letters and digits, different every time. */
export function makeRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Remembers under which key something was asked: the same thing again has the same key, so that nothing is taken twice;
 * anything else has a key of its own. `forget` when it is done.
 */
export class RequestKeys {
  private asked: { about: string; key: string } | undefined;

  of(about: object): string {
    const text = JSON.stringify(about);
    if (this.asked?.about !== text) this.asked = { about: text, key: makeRequestKey() };
    return this.asked.key;
  }

  forget(): void {
    this.asked = undefined;
  }
}

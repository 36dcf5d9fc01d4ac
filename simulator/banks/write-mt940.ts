import type { BookedEntry } from './books.ts';
import type { MtDialect } from './habit.ts';
import type { Statement } from './statement.ts';

/** SWIFT MT940 with or without its blocks; lines end with CR and LF and hold 65 characters. */
export function writeMt940(dialect: MtDialect, statement: Statement): Buffer {
  const { account, number, day, openingVnd, closingVnd, entries } = statement;
  const short = day.slice(2).replaceAll('-', '');
  const lines = [
    `:20:SK${short}${number}`,
    `:25:${account}`,
    `:28C:${number}/1`,
    `:60F:${balance(openingVnd, short)}`,
    ...entries.flatMap((entry) => writeEntry(entry, dialect.information)),
    `:62F:${balance(closingVnd, short)}`,
  ];
  const text = lines.join('\r\n');
  const head = '{1:F01SIMUVNVXAXXX0000000000}';
  const asked = `{2:O9402330${short}SIMUVNVXAXXX0000000000${short}2330N}`;
  const whole = dialect.envelope ? `${head}${asked}{4:\r\n${text}\r\n-}` : `${text}\r\n-`;
  return Buffer.from(`${whole}\r\n`, 'latin1');
}

function balance(amountVnd: bigint, day: string): string {
  return `${amountVnd < 0n ? 'D' : 'C'}${day}VND${amountVnd < 0n ? -amountVnd : amountVnd},`;
}

function writeEntry(
  { bookedOn, amountVnd, reference, payer, text }: BookedEntry,
  information: MtDialect['information'],
): string[] {
  const short = bookedOn.slice(2).replaceAll('-', '');
  const amount = amountVnd < 0n ? `D${-amountVnd}` : `C${amountVnd}`;
  const kind = amountVnd < 0n ? 'NCHG' : 'NTRF';
  // Letters and signs of SWIFT's set alone: everything else becomes a point or a space.
  const said = text.replaceAll(/\s+/g, ' ').replaceAll(/[^A-Za-z0-9 /\-?:().,'+]/g, '.');
  const name = payer.slice(0, 27);
  const told =
    information === 'plain'
      ? said
      : information === 'words'
        ? `/EREF/NOTPROVIDED/REMI/${said}/NAME/${name}/`
        : `166?00CHUYEN TIEN${said
            .replaceAll('?', '.')
            .match(/.{1,27}/g)!
            .slice(0, 10)
            .map((part, at) => `?${20 + at}${part}`)
            .join('')}?32${name}`;
  return [
    `:61:${short}${short.slice(2)}${amount},${kind}NONREF//${reference.slice(0, 16)}`,
    ...wrapped(`:86:${told}`),
  ];
}

/** Six lines of 65 characters, as the field allows. */
function wrapped(text: string): string[] {
  return (text.match(/.{1,65}/g) ?? [])
    .slice(0, 6)
    .map((line, at) => (at > 0 && /^[:-]/.test(line) ? ` ${line.slice(0, 64)}` : line));
}

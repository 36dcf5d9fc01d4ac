import type { DateTimeFormat } from './mapping.ts';

/** Local time in Viet Nam, UTC+7 without daylight saving, unless the text names a zone. */
const localOffset = '+07:00';

const patterns: { format: DateTimeFormat; pattern: RegExp; order: readonly number[] }[] = [
  {
    format: 'iso',
    pattern:
      /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/,
    order: [1, 2, 3],
  },
  {
    format: 'dd/MM/yyyy HH:mm:ss',
    pattern: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?()$/,
    order: [3, 2, 1],
  },
  {
    format: 'MM/dd/yyyy HH:mm:ss',
    pattern: /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?()$/,
    order: [3, 1, 2],
  },
  {
    format: 'yyyyMMddHHmmss',
    pattern: /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?()$/,
    order: [1, 2, 3],
  },
];

/** Month before day is read only where the mapping says so: `03/04/2026` is the third of April. */
function readInstant(text: string, format: DateTimeFormat): Date | undefined {
  const bare = text.replace(/^'/, '').trim();
  for (const { format: own, pattern, order } of patterns) {
    if (format === 'auto' ? own === 'MM/dd/yyyy HH:mm:ss' : own !== format) continue;
    const found = pattern.exec(bare);
    if (found) return toInstant(found, order);
  }
  return undefined;
}

function toInstant(found: RegExpExecArray, order: readonly number[]): Date | undefined {
  const [year = '', month = '', day = ''] = order.map((index) => found[index]!.padStart(2, '0'));
  const time = [found[4], found[5], found[6]].map((part) => (part ?? '00').padStart(2, '0')).join(':');
  const zone = found[7] ? found[7].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') : localOffset;
  const date = `${year}-${month}-${day}`;
  const instant = new Date(`${date}T${time}${zone}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  // A day that no month has would roll over into the next one.
  const check = new Date(`${date}T00:00:00Z`);
  return check.toISOString().startsWith(date) ? instant : undefined;
}

/** A day of a file is said a million times: the beginning of a day read once is kept, and the time added to it. */
export function createInstantReader(format: DateTimeFormat): (text: string) => Date | undefined {
  const days = new Map<string, number | undefined>();
  return (text) => {
    const time = /^(.{8,10})[ T](\d{2}):(\d{2}):(\d{2})$/.exec(text);
    if (!time) return readInstant(text, format);
    const [hours, minutes, seconds] = [Number(time[2]), Number(time[3]), Number(time[4])];
    if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
    const day = time[1]!;
    if (!days.has(day)) {
      if (days.size > 1_000) days.clear();
      days.set(day, readInstant(day, format)?.getTime());
    }
    const start = days.get(day);
    return start === undefined ? undefined : new Date(start + (hours * 3600 + minutes * 60 + seconds) * 1000);
  };
}

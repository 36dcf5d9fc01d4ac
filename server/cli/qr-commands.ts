import { writeFile } from 'node:fs/promises';
import { qrErrors } from '../../core/messages/qr-errors.ts';
import { qrReasons } from '../../core/messages/qr-reasons.ts';
import { bankNameOf } from '../../core/qr/banks.ts';
import { decodeQr } from '../../core/qr/decode.ts';
import { encodeVietQr } from '../../core/qr/encode.ts';
import type { QrProblem } from '../../core/qr/findings.ts';
import { instantLimitVnd } from '../../core/qr/read-fields.ts';
import { CliError, print, required, type CliOptions, type Command } from './command.ts';
import { readLines } from './lines.ts';

/**
 * Reads texts of codes: arguments, or lines of standard input for `-`. A code with faults is an answer, `valid: false`,
 * and the exit code stays 0; a line that is no text cannot be read and makes it 1.
 */
const qrDecode: Command = {
  usage: 'qr decode TEXT…|-',
  purpose:
    'read payment QR codes (VietQR, VNPAY, electricity bills), one a line, and say what is wrong with them',
  run: async ({ values, args }) => {
    if (args.length === 0) throw new CliError('qr decode needs the text of a code, or - for standard input');
    let failed = false;
    for (const arg of args) {
      if (arg === '-') failed = !(await decodeLines(values)) || failed;
      else answer(values, arg);
    }
    return failed ? 1 : 0;
  },
};

/** A QR symbol holds less than 3 KB: the beginning of what is longer is enough to say that it is too long. */
const longestLine = 64 * 1024;

async function decodeLines(values: CliOptions): Promise<boolean> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let readable = true;
  for await (const line of readLines(process.stdin, longestLine)) {
    number += 1;
    const text = line.length > longestLine ? line.toString('latin1') : decodeText(strict, line);
    if (text === undefined) {
      readable = false;
      const code = 'qr.unreadable_line';
      print(values, { file: '-', error: { code, message: qrErrors[code].en, line: number } });
      process.stderr.write(`line ${number}: ${qrErrors[code].en}\n`);
    } else if (text.trim() !== '') answer(values, text);
  }
  return readable;
}

function decodeText(decoder: TextDecoder, line: Buffer): string | undefined {
  try {
    return decoder.decode(line);
  } catch {
    return undefined;
  }
}

function answer(values: CliOptions, text: string): void {
  const { valid, kind, bankBin, account, amountVnd, purpose, reference, problems, ...more } = decodeQr(text);
  const { use, service, billNumber, customerLabel, merchantName, city } = more;
  print(values, {
    valid,
    kind,
    bankBin,
    account,
    amount: amountVnd === null ? null : amountVnd.toString(),
    purpose,
    reference,
    // People are shown more than programs were promised.
    ...(!values.json && {
      bank: bankBin === null ? null : (bankNameOf(bankBin) ?? null),
      use,
      service,
      billNumber,
      customerLabel,
      merchantName,
      city,
    }),
    errors: problems.map(presentProblem),
  });
}

function presentProblem({ code, tag, offset, level }: QrProblem): object {
  return { code, tag, offset, level, message: qrReasons[code].en };
}

const qrEncode: Command = {
  usage:
    'qr encode --bin B --account A [--amount N] [--purpose P] [--reference R] [--image FILE.svg|FILE.png]',
  purpose: 'write the text of a VietQR code, and its picture where asked',
  run: async ({ values }) => {
    const image = values.image;
    if (image !== undefined && !/\.(svg|png)$/i.test(image))
      throw new CliError('--image is a file named .svg or .png');
    const { payload, problems } = encodeVietQr({
      bankBin: required(values, 'bin'),
      account: required(values, 'account'),
      ...(values.amount !== undefined && { amountVnd: readAmount(values.amount) }),
      ...(values.purpose !== undefined && { purpose: values.purpose }),
      ...(values.reference !== undefined && { reference: values.reference }),
    });
    if (problems) return refuseValues(values, problems);
    warn(values);
    if (image !== undefined) await draw(payload, image);
    print(values, { payload, ...(image !== undefined && { image }) });
    return 0;
  },
};

/** Whole dong without any mark: an amount that could be read in two ways is refused. */
function readAmount(text: string): bigint {
  if (!/^\d{1,13}$/.test(text)) throw new CliError(`--amount is a whole number of dong, not "${text}"`);
  return BigInt(text);
}

const optionOf: Record<string, string> = {
  '38.01.00': '--bin',
  '38.01.01': '--account',
  '54': '--amount',
  '62.05': '--reference',
  '62.08': '--purpose',
};

function refuseValues(values: CliOptions, problems: readonly QrProblem[]): number {
  const code = 'qr.refused';
  if (values.json) {
    const errors = problems.map(({ code: reason, tag }) => ({
      code: reason,
      tag,
      message: qrReasons[reason].en,
    }));
    print(values, { error: { code, message: qrErrors[code].en, errors } });
  }
  for (const { code: reason, tag } of problems) {
    process.stderr.write(`${optionOf[tag] ?? tag}: ${qrReasons[reason].en} (${reason}, tag ${tag})\n`);
  }
  return 1;
}

function warn(values: CliOptions): void {
  if (bankNameOf(values.bin ?? '') === undefined) process.stderr.write(`${qrReasons.unknown_bank.en}\n`);
  if (values.amount !== undefined && BigInt(values.amount) >= instantLimitVnd) {
    process.stderr.write(`${qrReasons.over_instant_limit.en}\n`);
  }
}

async function draw(payload: string, file: string): Promise<void> {
  const { drawQrPng, drawQrSvg } = await import('../platform/qr-image.ts');
  const picture = /\.svg$/i.test(file) ? await drawQrSvg(payload) : await drawQrPng(payload);
  await writeFile(file, picture).catch((error: unknown) => {
    throw new CliError(`${file} cannot be written: ${(error as Error).message}`);
  });
}

export const qrCommands: [string, Command][] = [
  ['qr decode', qrDecode],
  ['qr encode', qrEncode],
];

import { realpathSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { errorMessages } from '../../core/messages/errors.ts';
import { AppError } from '../platform/errors.ts';
import { CliError, print, type CliOptions } from './options.ts';

/** The files that a command was given, at least one; `-` stands for the names on standard input, one a line. */
export async function filesOf(command: string, args: readonly string[]): Promise<string[]> {
  const files = (await Promise.all(args.map(namesOf))).flat();
  if (files.length === 0) throw new CliError(`${command} needs a file`);
  return files;
}

async function namesOf(arg: string): Promise<string[]> {
  if (arg !== '-') return [arg];
  return (await text(process.stdin)).split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Prints what is answered for each file; one that is refused is said, the rest go on, and the exit code is 1. */
export async function eachFile(
  values: CliOptions,
  files: readonly string[],
  work: (path: string) => Promise<object>,
): Promise<number> {
  let failed = false;
  for (const file of files) {
    try {
      print(values, { file, ...(await work(resolvePath(file))) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed = true;
      const { code, params } = error;
      print(values, { file, error: { code, message: errorMessages[code].en, ...params } });
      process.stderr.write(`${file}: ${error.message} ${JSON.stringify(params)}\n`);
    }
  }
  return failed ? 1 : 0;
}

/** A path that leads nowhere is left as it is: opening it says so, with its own error. */
function resolvePath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

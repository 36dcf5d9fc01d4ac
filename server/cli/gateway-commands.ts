import { text } from 'node:stream/consumers';
import { errorMessages } from '../../core/messages/errors.ts';
import { verifyLine } from '../features/gateways/index.ts';
import { realNow } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { CliError, print, type CliOptions, type Command } from './command.ts';

/** Needs no database. A signature that does not fit is a result; a line that cannot be read is an error, and the rest go on. */
const gatewayVerify: Command = {
  usage: 'gateway verify -',
  purpose: "check payment gateways' signatures: one message as JSON per line of standard input",
  run: async ({ values, args }) => {
    if (args.length !== 1 || args[0] !== '-')
      throw new CliError('gateway verify reads standard input: give it -');
    const lines = (await text(process.stdin)).replace(/^\uFEFF/, '').split('\n');
    let failed = false;
    for (const [at, line] of lines.entries()) {
      if (line.trim() !== '') failed = !verifyOne(values, line, at + 1) || failed;
    }
    return failed ? 1 : 0;
  },
};

function verifyOne(values: CliOptions, line: string, number: number): boolean {
  try {
    print(
      values,
      verifyLine(line, () => Math.floor(realNow().getTime() / 1000)),
    );
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, params } = error;
    print(values, { file: '-', error: { code, message: errorMessages[code].en, line: number, ...params } });
    process.stderr.write(`line ${number}: ${error.message} ${JSON.stringify(params)}\n`);
    return false;
  }
}

export const gatewayCommands: [string, Command][] = [['gateway verify', gatewayVerify]];

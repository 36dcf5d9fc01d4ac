import { businessDateOf } from '../../core/dates.ts';
import { readConfig } from '../config.ts';
import { loadAreas } from '../features/areas/index.ts';
import { getCompany } from '../features/companies/index.ts';
import { readClock } from '../platform/clock.ts';
import { openRuntime, type Company, type Runtime } from '../platform/runtime.ts';
import { required, type CliOptions } from './command.ts';

export { CliError, print, required, type CliCall, type CliOptions, type Command } from './command.ts';

/** Opens the database for one command and closes it whatever happens. */
export async function withRuntime<Result>(work: (runtime: Runtime) => Promise<Result>): Promise<Result> {
  const config = { ...readConfig(), poolSize: 4 };
  const runtime = await openRuntime(config, (line) => process.stderr.write(`${line}\n`));
  try {
    await loadAreas(runtime);
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

/** Opens the database and finds the company named by `--company`. */
export async function withCompany<Result>(
  values: CliOptions,
  work: (runtime: Runtime, company: Company, businessDate: string) => Promise<Result>,
): Promise<Result> {
  const code = required(values, 'company');
  return withRuntime(async (runtime) => {
    const company = await getCompany(runtime, code);
    const { businessNow } = await readClock(runtime.platform);
    return work(runtime, company, businessDateOf(businessNow));
  });
}

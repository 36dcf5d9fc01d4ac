import { readConfig } from './config.ts';
import { createApp } from './app.ts';
import { loadAreas } from './features/areas/index.ts';
import { openRuntime } from './platform/runtime.ts';
import { startWorker } from './worker.ts';

/** Starts HTTP and jobs in one process, until it is told to stop. */
const config = readConfig();
const runtime = await openRuntime(config, (line) => process.stderr.write(`${line}\n`));
await loadAreas(runtime);
const app = await createApp(runtime);
const worker = await startWorker(runtime);
const address = await app.listen({ host: config.host, port: config.port });
process.send?.({ listening: address });
runtime.log.info({ address }, 'listening');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await app.close();
  await worker.stop();
  await runtime.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// Started by a launcher: when it is gone, so is the reason to run.
if (process.send) process.on('disconnect', () => void stop());

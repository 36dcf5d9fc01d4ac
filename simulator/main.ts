import { startWorld } from './world.ts';

/**
 * The simulated outside world as a process: `node simulator/main.ts http://localhost:8080 [FOLDER [PORT [MAIL]]]`,
 * where the folder keeps what the partners and banks write down, the port is the one it is driven at by hand, and the last one takes mails. A parent that started it
 * over IPC takes it along when it goes, however it goes.
 */
const [, , baseUrl, notes, port, mail] = process.argv;
if (!baseUrl) {
  console.error('usage: node simulator/main.ts http://localhost:8080 [FOLDER [PORT [MAIL]]]');
  process.exit(2);
}
const world = startWorld(baseUrl, (line) => console.error(`[simulator] ${line}`), {
  notes,
  controlPort: port === undefined ? undefined : Number(port),
  mailPort: mail === undefined ? undefined : Number(mail),
});

const stop = (): void => {
  void world.stop().then(() => process.exit(0));
  setTimeout(() => process.exit(0), 3_000).unref();
};
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', stop);
// Ctrl-C reaches the whole group; the parent decides when its children end.
process.on('SIGINT', () => {
  if (!process.connected) stop();
});

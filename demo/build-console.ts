import { buildWeb } from '../tools/build-web.ts';

/** Builds the console when its sources are newer than what was built last; a process of its own, for its memory. */
if (process.send) process.on('disconnect', () => process.exit(1));
await buildWeb();
// Done: the channel closes from our side now, which is no reason to leave with 1.
process.removeAllListeners('disconnect');
if (process.connected) process.disconnect?.();

import { buildWeb } from '../tools/build-web.ts';
import { endWithParent } from './parent.ts';

/** Builds the console when its sources changed since it was built last; a process of its own, for its memory. */
const letGo = endWithParent();
await buildWeb();
letGo();

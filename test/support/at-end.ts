import { after } from 'node:test';

const ends: (() => unknown)[] = [];

/**
 * Does this after the test, or the test file, that asks for it; what was begun last ends first. The hooks of node:test
 * run the other way round: they would close the database under the server and the worker that stand on it.
 */
export function atEnd(work: () => unknown): void {
  ends.push(work);
  after(() => ends.pop()?.());
}

import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What the migrations say about a table, `table`, or about one of its columns and constraints, `table.name`. */
export type SchemaComments = ReadonlyMap<string, readonly string[]>;

/** Collects the comments that stand right above a table, a column or a constraint in the migrations of one set. */
export function readComments(set: 'platform' | 'company'): SchemaComments {
  const comments = new Map<string, string[]>();
  for (const path of globSync(`db/migrations/${set}/*.sql`, { cwd: root }).sort()) {
    let above: string[] = [];
    let table: string | undefined;
    for (const line of readFileSync(join(root, path), 'utf8').split('\n')) {
      const comment = /^\s*-- (.*)$/.exec(line);
      if (comment) {
        above.push(comment[1]!);
        continue;
      }
      const made = /^(?:create (?:unlogged )?|alter )table (\w+)/.exec(line)?.[1];
      if (made) table = made;
      const name =
        /^\s+(?:add column )?(?:constraint )?(\w+) /.exec(line)?.[1] ?? /add column (\w+)/.exec(line)?.[1];
      const key = line.startsWith('create') ? made : name && table ? `${table}.${name}` : undefined;
      if (above.length > 0 && key) comments.set(key, above);
      above = [];
      if (line.startsWith(');')) table = undefined;
    }
  }
  return comments;
}

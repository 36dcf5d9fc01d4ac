import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { resolveConfig } from 'prettier';
import { readStaffOpenApi } from '../server/staff-openapi.ts';
import { partByRows } from './client/part-shapes.ts';
import { readDeclarations, sorted, typeName, type OpenApiDocument, type Schema } from './client/document.ts';
import { layOut, type NamedType } from './client/lay-out.ts';
import { childrenOf, findSharedShapes, shapeKey } from './client/shared-shapes.ts';
import { referredName, typeText, writtenOut } from './client/type-text.ts';
import { longestFile } from './tidy/layout.ts';

/**
 * TypeScript types from an OpenAPI 3.1 document. `node tools/generate-client.ts` writes those of the staff API for the
 * console; run it in the commit that changes what a staff route takes or answers. It needs no database. Per operation
 * it writes the query, the body and the answer, named after method and path (`GetKpiCustomersAnswer`); a component
 * schema and a shape that occurs more than once get a name of their own; what has the fields of another and more is that
 * one and the rest. Types only: what sends the requests is
 * written by hand.
 */
export const clientFolder = resolve(import.meta.dirname, '../web/src/api/gen');

/** File names with their text; the same document always gives the same. */
export async function generateClientTypes(document: OpenApiDocument): Promise<Map<string, string>> {
  return layOut(namedTypes(document), longestFile, await resolveConfig(join(clientFolder, 'index.gen.ts')));
}

function namedTypes(document: OpenApiDocument): NamedType[] {
  const declarations = partByRows(readDeclarations(document));
  const shapes = findSharedShapes(document, declarations);
  const nameOf = (schema: Schema): string | undefined => shapes.get(shapeKey(schema))?.name;
  const usesOf = (schema: Schema): string[] =>
    childrenOf(schema).flatMap(({ child }) => {
      if (typeof child['$ref'] === 'string') return [referredName(child['$ref'])];
      return nameOf(child) ?? usesOf(child);
    });
  const components = sorted(document.components?.schemas).map(([name, schema]): NamedType => {
    const text = `export type ${typeName(name)} = ${writtenOut(schema, nameOf)};`;
    return { name: typeName(name), text, uses: usesOf(schema), paths: [] };
  });
  const declared = declarations.map(({ name, doc, schema, path }): NamedType => {
    const text = `/** ${doc} */\nexport type ${name} = ${schema ? typeText(schema, nameOf) : 'undefined'};`;
    // Wrapped, so that a declaration which is as a whole a shape of another name counts as its user.
    return { name, text, uses: schema ? usesOf({ anyOf: [schema] }) : [], paths: [path] };
  });
  const shared = [...shapes.values()].map(({ name, schema }): NamedType => {
    const text = `export type ${name} = ${writtenOut(schema, nameOf)};`;
    return { name, text, uses: usesOf(schema), paths: [] };
  });
  const known = [...components, ...shared, ...declared];
  return [
    ...components,
    ...shared.map((type) => ({ ...type, paths: pathsOfUsers(type, known) })),
    ...declared,
  ];
}

/** Of all that use a type, through other types too; one path of nothing where a component does. */
function pathsOfUsers(type: NamedType, known: readonly NamedType[]): string[] {
  const users = known.filter(({ uses }) => uses.includes(type.name));
  return users.flatMap((user) => {
    if (user.paths.length > 0) return user.paths;
    const paths = pathsOfUsers(user, known);
    return paths.length > 0 ? paths : [''];
  });
}

/** What web/src/api/gen must hold. */
export async function generateStaffClient(): Promise<Map<string, string>> {
  return generateClientTypes((await readStaffOpenApi()) as OpenApiDocument);
}

if (import.meta.main) {
  const files = await generateStaffClient();
  mkdirSync(clientFolder, { recursive: true });
  for (const name of readdirSync(clientFolder)) if (!files.has(name)) rmSync(join(clientFolder, name));
  for (const [name, text] of files) writeFileSync(join(clientFolder, name), text);
}

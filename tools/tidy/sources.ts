import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

const root = resolve(import.meta.dirname, '../..');

/** One source file and the facts that the tidy test asks about. */
export interface Source {
  /** From the root of the repository, with `/`. */
  path: string;
  text: string;
  lines: number;
  isTest: boolean;
  /** Paths of our own files, from the root, and names of packages. */
  imports: { target: string; ours: boolean }[];
  functions: { name: string; line: number; length: number }[];
  /** Functions, classes and types declared at the top of the file. */
  declares: { name: string; line: number }[];
  readsClock: number[];
  readsEnvironment: number[];
  hasDefaultExport: boolean;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const folders = ['core', 'server', 'clients', 'simulator', 'demo', 'bench', 'chaos', 'tools', 'test', 'web'];

export function readSources(): Source[] {
  const paths = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: isGenerated }))
    .map((path) => path.replaceAll('\\', '/'));
  return paths.sort().map(readSource);
}

/** Every text file of the repository that people write or read. */
export function readTexts(): { path: string; text: string }[] {
  const pattern = '**/*.{ts,tsx,js,json,md,sql,yml,yaml,html,css,sh,csv}';
  const paths = [...globSync(pattern, { cwd: root, exclude: isGenerated }), '.ci/run', '.npmrc'];
  return paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }));
}

function isGenerated(path: string): boolean {
  return /(^|[\\/])(node_modules|\.tiendien|dist|results|screenshots)$/.test(path);
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, module } = parseSync(path, text);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/['"`]/g, ''),
    ),
  ];
  const source: Source = {
    path,
    text,
    lines: text.trimEnd().split('\n').length,
    isTest: /\.test\.tsx?$/.test(path) || path.startsWith('test/'),
    imports: [...new Set(requests)].map((request) => resolveImport(path, request)),
    functions: [],
    declares: [],
    readsClock: [],
    readsEnvironment: [],
    hasDefaultExport: module.staticExports.some(({ entries }) =>
      entries.some(({ exportName }) => exportName.kind === 'Default'),
    ),
  };
  for (const statement of program.body as unknown as Node[]) noteDeclared(statement, source, lineOf);
  walk(program as unknown as Node, '', (node, name) => noteNode(node, name, source, lineOf));
  return source;
}

function resolveImport(path: string, request: string): { target: string; ours: boolean } {
  if (!request.startsWith('.')) return { target: request, ours: false };
  return { target: join(dirname(path), request).replaceAll('\\', '/'), ours: true };
}

function noteDeclared(statement: Node, source: Source, lineOf: (offset: number) => number): void {
  const declaration = (statement['declaration'] as Node | null | undefined) ?? statement;
  const name = (declaration['id'] as { name?: string } | null | undefined)?.name;
  if (name) source.declares.push({ name, line: lineOf(declaration.start) });
}

function noteNode(node: Node, name: string, source: Source, lineOf: (offset: number) => number): void {
  if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
    const line = lineOf(node.start);
    source.functions.push({ name, line, length: lineOf(node.end) - line + 1 });
  }
  const callee = (node['callee'] ?? node['object']) as { name?: string } | undefined;
  if (
    node.type === 'NewExpression' &&
    callee?.name === 'Date' &&
    (node['arguments'] as Node[]).length === 0
  ) {
    source.readsClock.push(lineOf(node.start));
  }
  if (node.type !== 'MemberExpression') return;
  const property = (node['property'] as { name?: string }).name;
  if (callee?.name === 'Date' && property === 'now') source.readsClock.push(lineOf(node.start));
  if (callee?.name === 'process' && property === 'env') source.readsEnvironment.push(lineOf(node.start));
}

/** Visits every node with the nearest name above it. */
function walk(value: unknown, name: string, visit: (node: Node, name: string) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, name, visit);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const node = value as Node;
  if (typeof node.type !== 'string') return;
  const own = ((node['id'] ?? node['key']) as { name?: string } | null | undefined)?.name ?? name;
  visit(node, own);
  for (const key of Object.keys(node)) if (key !== 'type') walk(node[key], own, visit);
}

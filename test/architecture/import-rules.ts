import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../support/paths.js';

/** What a room may import as values, and what besides only as types. A name that ends with `/` or `:` is a prefix. */
type Rule = { readonly values: readonly string[]; readonly types?: readonly string[] };

const TEMPORAL = [
  '@temporalio/activity',
  '@temporalio/client',
  '@temporalio/common',
  '@temporalio/worker',
  '@temporalio/workflow',
];

/** The arrows of the house. `docs/architecture.md` draws them. */
export const RULES: Readonly<Record<string, Rule>> = {
  'src/domain/': { values: ['src/domain/'] },
  'src/contracts/': { values: ['src/contracts/', 'src/domain/', 'zod', 'luxon'] },
  'src/workflows/': {
    values: ['src/workflows/', 'src/domain/', '@temporalio/workflow', '@temporalio/common'],
    types: ['src/contracts/', 'src/activities/'],
  },
  'src/gateways/': { values: ['src/gateways/', 'src/domain/', 'undici', 'zod', 'node:'] },
  'src/personal-data/': { values: ['src/personal-data/', 'src/domain/', 'libphonenumber-js'] },
  'src/store/': {
    values: ['src/store/', 'src/domain/', 'kysely', 'pg', '@electric-sql/pglite', 'zod', 'node:'],
  },
  'src/activities/': {
    values: [
      'src/activities/',
      'src/contracts/',
      'src/domain/',
      'src/gateways/',
      'src/personal-data/',
      '@temporalio/activity',
      '@temporalio/common',
      'node:crypto',
    ],
    types: ['src/store/', '@temporalio/worker'],
  },
  'src/report/': {
    values: ['src/report/', 'src/contracts/', 'src/domain/', 'luxon', 'echarts/'],
    types: ['src/store/', 'echarts'],
  },
  'src/ingress/': {
    values: ['src/ingress/', 'src/contracts/', 'src/domain/', 'fastify', 'zod', 'node:'],
    types: ['src/store/'],
  },
  'src/codec/': { values: ['src/codec/', 'src/domain/', 'fastify', '@temporalio/common', 'node:'] },
  'src/launch/': {
    values: [
      'src/launch/',
      'src/contracts/',
      'src/domain/',
      'src/wiring/',
      'src/workflows/messages.ts',
      '@temporalio/client',
      '@temporalio/common',
    ],
  },
  'src/commands/': {
    values: [
      'src/commands/',
      'src/contracts/',
      'src/domain/',
      'src/gateways/',
      'src/launch/',
      'src/report/',
      'src/wiring/',
      'src/workflows/messages.ts',
      ...TEMPORAL,
      'csv-stringify',
      'node:',
    ],
    types: ['src/config.ts', 'src/store/'],
  },
  'src/wiring/': {
    values: [
      'src/wiring/',
      'src/activities/',
      'src/codec/',
      'src/domain/',
      'src/gateways/',
      'src/ingress/',
      'src/store/',
      'src/workflows/messages.ts',
      ...TEMPORAL,
      '@temporalio/envconfig',
      'pino',
      'pino-pretty',
      'node:',
    ],
    types: ['src/config.ts'],
  },
  'src/config.ts': {
    values: ['src/environment/', 'src/domain/', 'src/gateways/genesys/profile.ts', 'node:'],
    types: ['src/codec/'],
  },
  'src/environment/': { values: ['src/environment/', 'src/codec/', 'src/domain/', 'zod'] },
  'src/index.ts': {
    values: ['src/launch/', 'src/codec/', 'src/contracts/', 'src/domain/'],
    types: ['@temporalio/client'],
  },
  'src/worker.ts': {
    values: ['src/codec/', 'src/config.ts', 'src/gateways/', 'src/wiring/', '@temporalio/worker', 'node:'],
  },
  'src/client.ts': {
    values: ['src/config.ts', 'src/commands/', 'src/wiring/', 'commander'],
    types: ['src/store/'],
  },
  'simulator/': { values: ['simulator/', 'fastify', 'commander', 'zod', 'node:'] },
};

export type Import = { readonly target: string; readonly typeOnly: boolean };

/** The imports and re-exports of a source, relative ones as paths from the root. `path` says where the source stands. */
export function importsOf(path: string, source: string): Import[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const typeOnly = ts.isImportDeclaration(statement)
      ? statement.importClause?.isTypeOnly === true
      : statement.isTypeOnly;
    return [{ target: targetOf(path, moduleSpecifier.text), typeOnly }];
  });
}

const targetOf = (path: string, specifier: string): string =>
  specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts') : specifier;

/** Imports that the rules do not allow, as sentences. */
export function violationsOf(path: string, source: string): string[] {
  const rule = Object.entries(RULES).find(([room]) => path.startsWith(room))?.[1];
  if (!rule) return [`${path} is in no room`];
  return importsOf(path, source)
    .filter(
      ({ target, typeOnly }) => !allows([...rule.values, ...(typeOnly ? (rule.types ?? []) : [])], target),
    )
    .map(({ target, typeOnly }) => `${path} imports ${typeOnly ? 'types of ' : ''}${target}`);
}

const allows = (names: readonly string[], target: string): boolean =>
  names.some((name) => (/[/:]$/.test(name) ? target.startsWith(name) : target === name));

/** TypeScript sources below a folder, as paths from the root. */
export function sourcesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')));
}

export const readSource = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

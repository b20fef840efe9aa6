import { describe, expect, it } from 'vitest';
import { environmentSchema } from '../../src/environment/schema.js';
import { FAILURE_TYPES } from '../../src/domain/failure-type.js';
import { readSource, sourcesBelow } from './import-rules.js';

/** First cells of the rows of the Markdown tables in a text, without their backticks. */
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => String(cell));

const lines = (path: string): number => readSource(path).trimEnd().split('\n').length;

describe('.env.example', () => {
  it('names every variable of the schema, and no other', () => {
    const named = [...readSource('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) =>
      String(name),
    );
    expect(named.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('holds no secret', () => {
    expect(readSource('.env.example')).not.toMatch(/(SECRET|KEY|AUTHORIZATION)=\S/);
  });
});

describe('docs/failures.md', () => {
  it('has one row for each failure type', () => {
    expect(firstCells(readSource('docs/failures.md')).sort()).toEqual([...FAILURE_TYPES].sort());
  });
});

describe('docs/genesys.md', () => {
  it('has a row for each endpoint that a gateway names', () => {
    const used = sourcesBelow('src/gateways/genesys').flatMap((path) =>
      [...readSource(path).matchAll(/'(\/api\/v2\/[^'?]+|[A-Z]+ \/oauth\/token)'/g)].map(([, endpoint]) =>
        String(endpoint),
      ),
    );
    const documented = firstCells(readSource('docs/genesys.md')).join('\n');
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter((endpoint) => !documented.includes(endpoint))).toEqual([]);
  });
});

describe('the front door', () => {
  it('can be read at one go', () => {
    expect(lines('README.md')).toBeLessThanOrEqual(150);
    expect(lines('AGENTS.md')).toBeLessThanOrEqual(60);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(readSource('package.json')) as { scripts: Record<string, string> };
    const named = ['README.md', 'CONTRIBUTING.md', 'AGENTS.md'].flatMap((path) =>
      [...readSource(path).matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => String(name)),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('shows the two commands of a newcomer on the first screen', () => {
    const screen = readSource('README.md').split('\n').slice(0, 40).join('\n');
    expect(screen).toContain('npm ci && npm run demo');
    expect(screen).toContain('npm ci && npm test');
  });
});

import { describe, expect, it } from 'vitest';
import { readSource, sourcesBelow, violationsOf } from './import-rules.js';

const SOURCES = [...sourcesBelow('src'), ...sourcesBelow('simulator')];

describe('imports', () => {
  it('point only where the rules of the house allow', () => {
    expect(SOURCES.flatMap((path) => violationsOf(path, readSource(path)))).toEqual([]);
  });

  it.each(sourcesBelow('test/architecture/probes/rooms'))('would be noticed in %s', (probe) => {
    const source = readSource(probe);
    const [, path, target] = /^\/\/ stands for (\S+), which must not import (\S+)/.exec(source) ?? [];
    expect(violationsOf(String(path), source).join()).toContain(String(target));
  });
});

describe('the environment', () => {
  const readers = (sources: readonly { path: string; text: string }[]) =>
    sources
      .filter(({ text }) => /process\s*\.\s*env\b|\benv\s*}\s*=\s*process\b/.test(text))
      .map(({ path }) => path);

  it('is read by config.ts alone', () => {
    const sources = sourcesBelow('src').map((path) => ({ path, text: readSource(path) }));
    expect(readers(sources)).toEqual(['src/config.ts']);
  });

  it('would be noticed where it is read elsewhere', () => {
    const probe = 'test/architecture/probes/environment.ts';
    expect(readers([{ path: probe, text: readSource(probe) }])).toEqual([probe]);
  });
});

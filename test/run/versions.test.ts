import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JavaRange } from '../../scripts/elasticsearch_parts/java';
import { ROOT } from '../../scripts/paths';
import {
  ENGINE_VERSIONS,
  engineStep,
  leftOutPatterns,
  ON_ONE_VERSION,
  ON_ONE_VERSION_USUALLY,
} from './versions';

describe('what is left out on other versions of Elasticsearch', () => {
  it.each(Object.keys({ ...ON_ONE_VERSION, ...ON_ONE_VERSION_USUALLY }))('%s is a suite', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
    expect(path).toMatch(/\.es\.test\.ts$/);
  });
  it.each([
    ['a suite that is left out', '/home/a/scripts/bench/bench.es.test.ts', true],
    ['one that is left out usually', '/home/a/test/real_events.es.test.ts', true],
    ['whatever is installed', '/home/a/node_modules/b/test/c.es.test.ts', true],
    ['a suite that nobody left out', '/home/a/test/shapes.es.test.ts', false],
    ['one whose name ends alike', '/home/a/scripts/bench/workbench.es.test.ts', false],
    ['one of that name elsewhere', '/home/a/server/bench.es.test.ts', false],
  ])('%s: %s, %s', (_what, path, expected) => {
    expect(leftOutPatterns('usual').some((pattern) => new RegExp(pattern).test(path))).toBe(expected);
  });
  it('is less where all is run', () => {
    const all = leftOutPatterns('all');
    expect(leftOutPatterns('usual')).toEqual(expect.arrayContaining(all));
    expect(all.some((pattern) => new RegExp(pattern).test('/home/a/test/real_events.es.test.ts'))).toBe(
      false,
    );
    expect(all.some((pattern) => new RegExp(pattern).test('/home/a/scripts/bench/bench.es.test.ts'))).toBe(
      true,
    );
  });
});

describe('engineStep', () => {
  it('has a name and a version of its own for each', () => {
    const steps = ENGINE_VERSIONS.map((version) => engineStep(version, 'usual'));
    expect(steps.map(({ args }) => args)).toEqual(ENGINE_VERSIONS.map((version) => ['--version', version]));
    expect(new Set(steps.map(({ name }) => name)).size).toBe(ENGINE_VERSIONS.length);
  });
  it('asks for the long suites too where all is run', () => {
    expect(engineStep('9.5.4', 'all').args).toEqual(['--version', '9.5.4', '--all']);
  });
  it('lacks nothing where there is a JDK', async () => {
    await expect(engineStep('9.5.4', 'usual', async () => ({ home: '/opt/jdk' })).missing?.()).resolves.toBe(
      undefined,
    );
  });
  it('says what it is not run on and what is missing where there is none', async () => {
    const asked: JavaRange[] = [];
    const step = engineStep('9.5.4', 'usual', async (range) => {
      asked.push(range);
      return { missing: 'Install a JDK.' };
    });
    expect(await step.missing?.()).toBe('Not run on Elasticsearch 9.5.4: Install a JDK.');
    expect(asked).toEqual([{ min: 21, max: Infinity }]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNobody } from './account';
import { javaRange, parseSettings } from './java';
import { withLock } from './lock';
import { remedy } from './readiness';

describe('findNobody', () => {
  it('reads the ids of the account', () => {
    expect(findNobody('root:x:0:0::/root:/bin/sh\nnobody:x:99:98::/:/bin/false\n')).toEqual({
      uid: 99,
      gid: 98,
    });
  });
  it.each(['', 'root:x:0:0::/root:/bin/sh', 'nobody:broken'])(
    'falls back on the usual ids for %j',
    (passwd) => {
      expect(findNobody(passwd)).toEqual({ uid: 65534, gid: 65534 });
    },
  );
});

describe('parseSettings', () => {
  it.each([
    ['17', 17],
    ['21', 21],
    ['1.8', 8],
  ])('reads release %s', (text, release) => {
    const output = `    java.home = /opt/jdk\n    java.specification.version = ${text}\n`;
    expect(parseSettings(output)).toEqual({ home: '/opt/jdk', release });
  });
  it('finds nothing where Java said nothing', () => {
    expect(parseSettings('')).toEqual({ home: undefined, release: undefined });
  });
});

test.each([
  ['8.12.2', { min: 17, max: 23 }],
  ['9.0.0', { min: 21, max: Infinity }],
])('Elasticsearch %s runs on its JDKs', (version, range) => expect(javaRange(version)).toEqual(range));

describe('withLock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const lock = join(folder, 'a.lock');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('lets one in at a time', async () => {
    const order: string[] = [];
    const visit = (name: string) => () => Promise.resolve(order.push(`${name} in`, `${name} out`));
    await Promise.all(['a', 'b'].map((name) => withLock(lock, () => order.push('waits'), visit(name))));
    expect(order.filter((entry) => entry !== 'waits')).toEqual(['a in', 'a out', 'b in', 'b out']);
  });
  it('takes over from an owner that is dead', async () => {
    writeFileSync(lock, '999999999');
    await expect(
      withLock(
        lock,
        () => undefined,
        () => Promise.resolve('done'),
      ),
    ).resolves.toBe('done');
  });
});

describe('remedy', () => {
  const say = (ended: string, tail: string) => remedy({ ended: () => ended, tail: () => tail });
  it.each([
    ['SIGKILL', '', 'ES_HEAP=512m'],
    ['code 1', 'Cannot allocate memory', 'ES_HEAP=512m'],
    ['code 1', 'BindHttpException: Address already in use', 'another --port'],
    ['spawn EPERM', '', 'as an ordinary user'],
    ['code 1', 'something else', 'See below'],
  ])('%s, %j', (ended, tail, expected) => expect(say(ended, tail)).toContain(expected));
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNobody } from './account';
import { javaRange, lookForJava, parseSettings, type FoundJava } from './java';
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

describe('lookForJava', () => {
  const jdk = (release: number): FoundJava => ({ from: `JDK ${release}`, home: `/jdk${release}`, release });
  const broken: FoundJava = { from: 'the path' };

  it.each<[string, string, FoundJava[], string]>([
    ['the first that is new enough', '9.5.4', [jdk(17), jdk(25), jdk(21)], '/jdk25'],
    ['one that is not too new', '8.12.2', [jdk(25), jdk(23)], '/jdk23'],
    ['the oldest that will do', '9.5.4', [jdk(20), jdk(21)], '/jdk21'],
    ['one behind another that does not run', '8.12.2', [broken, jdk(17)], '/jdk17'],
  ])('takes %s', async (_what, version, javas, home) => {
    expect(await lookForJava(javaRange(version), javas)).toEqual({ home });
  });
  it('looks no further than the first that suits', async () => {
    function* javas() {
      yield jdk(21);
      throw new Error('looked further');
    }
    expect(await lookForJava(javaRange('9.5.4'), javas())).toEqual({ home: '/jdk21' });
  });
  it.each<[string, FoundJava[], string, string]>([
    ['an older one', [jdk(17)], '9.5.4', 'needs a JDK 21 or newer. Looked at: JDK 17: JDK 17. Install'],
    ['a newer one', [jdk(25)], '8.12.2', 'needs a JDK 17 to 23. Looked at: JDK 25: JDK 25. Install'],
    ['one that does not run', [broken], '9.5.4', 'Looked at: the path: none that runs. Install'],
  ])('says what it found and what to install where there is only %s', async (_what, javas, version, text) => {
    const range = javaRange(version);
    const missing = `${text} one (for example OpenJDK ${range.min})`;
    expect(await lookForJava(range, javas)).toEqual({ missing: expect.stringContaining(missing) as string });
  });
});

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

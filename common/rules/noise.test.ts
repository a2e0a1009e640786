import { createNoise, DEFAULT_EXCLUSIONS } from './noise';

describe('noise', () => {
  const isNoise = createNoise(DEFAULT_EXCLUSIONS);

  it.each([
    'DC01$',
    'CORP\\dc01$',
    'dc01$@CORP.LAN',
    'SYSTEM',
    'system',
    'NT AUTHORITY\\SYSTEM',
    'ANONYMOUS LOGON',
    'DWM-1',
    'umfd-0',
    'LOCAL SERVICE',
    'NT AUTHORITY\\NETWORK SERVICE',
    'NT-AUTORITÄT\\Netzwerkdienst',
    'AUTORITE NT\\Service réseau',
    'Сетевая служба',
  ])('%p is nobody', (account) => expect(isNoise(account)).toBe(true));

  it.each([
    'Administrator',
    '$',
    '$P51000-50I28MP5JB3E',
    'system1',
    'dwm',
    'my SYSTEM',
    'service',
    'a$b',
    '',
  ])('%p is somebody', (account) => expect(isNoise(account)).toBe(false));

  it.each([
    ['svc-backup', 'svc-*', true, 'a star stands for the rest'],
    ['svc-', 'svc-*', true, 'a star stands for nothing, too'],
    ['SVC-BACKUP', 'svc-back??', true, 'a question mark stands for one each, without case'],
    ['svc-back', 'svc-back?', false, 'a question mark does not stand for none'],
    ['xabcabd', '*abd', true, 'what matched too early is given up'],
    ['abcabc', 'a*b*c', true, 'several stars'],
    ['abcab', 'a*b*c', false, 'the end has to match'],
    ['a.c', 'a.c', true, 'no sign of expressions means anything'],
    ['abc', 'a.c', false, 'no sign of expressions means anything'],
    ['CORP\\svc', 'svc', true, 'the name alone is compared'],
    ['CORP\\svc', 'corp\\*', true, 'and as it was written'],
    ['guest', '*', true, 'a star alone is everybody'],
    ['guest', '', false, 'an empty pattern is nobody'],
  ])('%p by %p: %p, since %s', (account, pattern, expected, _why) =>
    expect(createNoise([pattern])(account)).toBe(expected),
  );

  it('excludes nobody where nobody is excluded', () => expect(createNoise([])('SYSTEM')).toBe(false));

  it('takes no longer for a pattern that is made to', () => {
    const started = process.hrtime.bigint();
    expect(createNoise([`${'*a'.repeat(50)}*b`])('a'.repeat(10_000))).toBe(false);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1_000);
  });
});

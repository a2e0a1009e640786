import { MINUTE, NOW } from '../../test/builders';
import { expiryAfter, sourceCheckIsDue, toSourceMemory, type AlsoSeen } from './source_memory';
import type { SourceLook } from './source_port';

type Behind = SourceLook['behind'][number];
const look = (...behind: Behind[]): SourceLook & AlsoSeen => ({
  patterns: [],
  logons: null,
  lastLogons: [],
  keyExpiresAt: null,
  problems: [],
  behind,
});
const names = (count: number, prefix = 'i') =>
  Array.from({ length: count }, (_, n) => `${prefix}-${String(n).padStart(6, '0')}`);
const known = (...behind: Behind[]) => toSourceMemory(look(...behind), 'basis', NOW).known;

it.each<[string, number | null, number, boolean]>([
  ['nothing was looked at yet', null, NOW - MINUTE, true],
  ['looked a moment ago', NOW - 1, NOW - MINUTE, false],
  ['five minutes ago', NOW - 5 * MINUTE, NOW - 60 * MINUTE, true],
  ['just less than five minutes ago', NOW - 5 * MINUTE + 1, NOW - 60 * MINUTE, false],
  ['in an hour: the clock was set back since', NOW + 60 * MINUTE, NOW - MINUTE, true],
  ['before this start of Kibana', NOW - MINUTE, NOW - MINUTE + 1, true],
])('a look is due: %s', (_name, checkedAt, startedAt, isDue) => {
  const source = checkedAt === null ? null : toSourceMemory(look(), 'basis', checkedAt);
  expect(sourceCheckIsDue(source, { basis: 'basis', startedAt }, NOW)).toBe(isDue);
});

it('a look is due where the last one was about other patterns, fields or rights', () => {
  const source = toSourceMemory(look(), 'before', NOW);
  expect(sourceCheckIsDue(source, { basis: 'now', startedAt: NOW - MINUTE }, NOW)).toBe(true);
});

it.each<[string, number | null | undefined, string, number | null | undefined]>([
  ['as Elasticsearch says it', NOW + 1, 'basis', NOW + 1],
  ['not, where Elasticsearch says so', null, 'basis', null],
  ['as it was known, where it could not be asked', undefined, 'basis', NOW],
  ['nobody knows when, where another key could not be asked', undefined, 'another', undefined],
])('a key expires %s', (_what, asked, basis, expected) => {
  const before = toSourceMemory({ ...look(), keyExpiresAt: NOW }, 'basis', NOW);
  expect(expiryAfter(asked, before, basis)).toBe(expected);
});

it('remembers what is readable and what is missed, and when it was looked at', () => {
  const found = look({ pattern: 'win-*', readable: ['win-a', 'win-b'], missed: ['win-c'] });
  expect(toSourceMemory(found, 'basis', NOW)).toEqual({
    patterns: [],
    problems: [],
    logons: null,
    lastLogons: [],
    keyExpiresAt: null,
    checkedAt: NOW,
    basis: 'basis',
    known: [{ pattern: 'win-*', names: ['win-c', 'win-b', 'win-a'], count: 3 }],
  });
});

it('of very many keeps those that are missed, then the newest names, and how many there are', () => {
  const all = names(5_000);
  const [one] = known({ pattern: 'i-*', readable: all, missed: ['a-lost'] });
  expect([one?.names.length, one?.count]).toEqual([1_000, 5_001]);
  expect(one?.names.slice(0, 2)).toEqual(['a-lost', all[4_999]]);
});

it('is bounded over all patterns', () => {
  const many = names(50, 'pattern').map((pattern) => ({ pattern, readable: names(1_000), missed: [] }));
  expect(known(...many).flatMap((one) => one.names).length).toBeLessThanOrEqual(3_000);
});

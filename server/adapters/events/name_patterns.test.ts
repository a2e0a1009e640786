import fc from 'fast-check';
import { covers, overlap } from './name_patterns';

it.each<[string, string, boolean, boolean]>([
  ['win-*', 'win-*', true, true],
  ['*', 'win-*', true, true],
  ['win-*', '*', false, true],
  ['win-*', 'win-a', true, true],
  ['win-a*', 'win-*', false, true],
  ['win-*', 'win-a*', true, true],
  ['win-a', 'win-b', false, false],
  ['win-*', 'logs-*', false, false],
  ['*-security', 'logs-*', false, true],
  ['*-security', 'logs-app', false, false],
  ['a*c', 'a*b', false, false],
  ['a*c', 'abc', true, true],
  ['a*b*c', 'aXbYc', true, true],
  ['win-?', 'win-a', true, true],
  ['win-?', 'win-*', false, true],
  ['win-?', 'win-ab', false, false],
  ['/win-.*/', 'win-*', false, true],
  ['/.*/', 'win-*', true, true],
  ['win', 'win-a', false, false],
  ['win-**', 'win-', true, true],
  ['', 'a', false, false],
  ['', '', true, true],
])('%s and %s: covers %p, overlap %p', (a, b, isCovering, isOverlapping) => {
  expect([covers(a, b), overlap(a, b), overlap(b, a)]).toEqual([isCovering, isOverlapping, isOverlapping]);
});

const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
const naive = (pattern: string) => new RegExp(`^${pattern.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);

it('matches names as the wildcards say', () => {
  fc.assert(fc.property(glob, name, (a, n) => covers(a, n) === naive(a).test(n)));
});

it('never says that one covers another where a name shows that it does not', () => {
  fc.assert(
    fc.property(glob, glob, name, (a, b, n) => !covers(a, b) || !naive(b).test(n) || naive(a).test(n)),
  );
});

it('never says that two do not overlap where a name is in both', () => {
  fc.assert(
    fc.property(glob, glob, name, (a, b, n) => !(naive(a).test(n) && naive(b).test(n)) || overlap(a, b)),
  );
});

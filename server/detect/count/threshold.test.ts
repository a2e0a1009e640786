import fc from 'fast-check';
import { burst, comparing, failedLogon, MINUTE, NOW, SECOND, successfulLogon } from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import { createNaming } from './naming';
import { afterFailures, valuesReachedAt } from './threshold';

const naming = createNaming(comparing());
const spanned = { threshold: 3, timespan: 10 * MINUTE };
const tries = (...accounts: Array<[string, number]>) =>
  accounts.map(([account, at]) => failedLogon({ account, at: NOW + at }));
const reached = (events: LogonEvent[]) => valuesReachedAt(events, spanned, naming.account);

describe('different values in a timespan', () => {
  it.each([
    ['two are not three', tries(['a', 0], ['b', 1]), null],
    ['the third reaches it', tries(['a', 0], ['b', 1], ['c', 2], ['d', 3]), NOW + 2],
    ['one that comes again is not another', tries(['a', 0], ['b', 1], ['a', 2], ['b', 3]), null],
    ['spellings of one account are one', tries(['a', 0], ['A', 1], ['CORP\\a', 2], ['a@corp', 3]), null],
    ['both ends of the timespan are in it', tries(['a', 0], ['b', 1], ['c', 10 * MINUTE]), NOW + 10 * MINUTE],
    ['a millisecond more is too long', tries(['a', 0], ['b', 1], ['c', 10 * MINUTE + 1]), null],
    [
      'a value that was seen again is still there when its first has left',
      tries(['a', 0], ['a', 5 * MINUTE], ['b', 6 * MINUTE], ['c', 11 * MINUTE]),
      NOW + 11 * MINUTE,
    ],
  ])('%s', (_why, events, expected) => expect(reached(events)).toBe(expected));

  it('leaves out those without a value, which still move the timespan on', () => {
    const nameless = failedLogon({ account: null, at: NOW + 11 * MINUTE });
    expect(reached([...tries(['a', 0], ['b', 1]), nameless, ...tries(['c', 12 * MINUTE])])).toBeNull();
  });

  it('as many as a naive recount finds', () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 20 * MINUTE }),
      account: fc.constantFrom('a', 'b', 'c', 'd', null),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 25 }),
        fc.integer({ min: 1, max: 5 }),
        (planned, threshold) => {
          const events = planned
            .map(({ at, account }) => failedLogon({ at: NOW + at, account }))
            .sort((a, b) => a.at - b.at);
          const naive = events.find(
            (end) =>
              end.account !== null &&
              new Set(
                events
                  .slice(0, events.indexOf(end) + 1)
                  .filter(({ at, account }) => account !== null && end.at - at <= 10 * MINUTE)
                  .map(({ account }) => account),
              ).size >= threshold,
          );
          expect(valuesReachedAt(events, { threshold, timespan: 10 * MINUTE }, naming.account)).toBe(
            naive?.at ?? null,
          );
        },
      ),
    );
  });
});

describe('a success after failures', () => {
  const failures = burst(3, {}, SECOND, NOW);
  const at = (offset: number) => successfulLogon({ at: NOW + offset });
  it.each([
    ['right after them', SECOND, true],
    ['in the same millisecond as the last', 0, true],
    ['before the last', -1, false],
    ['at the end of the timespan of the first', 10 * MINUTE - 2 * SECOND, true],
    ['a millisecond later', 10 * MINUTE - 2 * SECOND + 1, false],
  ])('%s', (_why, offset, counts) =>
    expect(afterFailures([at(offset)], failures, spanned)).toHaveLength(counts ? 1 : 0),
  );
  it('each of several is judged by the failures before it', () => {
    const successes = [at(-SECOND), at(1), at(2), at(11 * MINUTE)];
    expect(afterFailures(successes, failures, spanned).map((one) => one.at - NOW)).toEqual([1, 2]);
  });
});

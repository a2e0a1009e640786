import fc from 'fast-check';
import {
  burst,
  comparing,
  failedLogon,
  MINUTE,
  NOW,
  SECOND,
  sprayRule,
  successfulLogon,
} from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import { NEVER_GIVES_WAY } from '../../../common/give_way';
import type { ValueCountRule } from '../../../common/rules/rules';
import { eventListOf } from '../../../test/event_list';
import type { MinuteCounts } from './column_counts';
import { createNaming } from './naming';
import { PerMinute } from './per_minute';
import { afterFailures, valuesReachedAt } from './threshold';

const naming = createNaming(comparing());
const spanned = { threshold: 3, timespan: 10 * MINUTE };
const tries = (...accounts: Array<[string, number]>) =>
  accounts.map(([account, at]) => failedLogon({ account, at: NOW + at }));
const ALL = { from: -Infinity, to: Infinity };
const always = () => true;
const reached = (events: LogonEvent[], overrides: Partial<ValueCountRule> = {}, by = naming) => {
  const failures = eventListOf(events);
  const remembered = { counts: new PerMinute<MinuteCounts>(), values: new PerMinute<ReadonlySet<string>>() };
  const one = sprayRule({ ...spanned, ...overrides });
  const reaching = { naming: by, giveWay: NEVER_GIVES_WAY };
  return valuesReachedAt({ failures, isOwn: always, remembered }, one, ALL, reaching);
};
const following = (successes: LogonEvent[], failed: LogonEvent[], giveWay = NEVER_GIVES_WAY) =>
  afterFailures(
    eventListOf(successes),
    { failures: eventListOf(failed), isOwn: always, isOwnSuccess: always },
    spanned,
    giveWay,
  );

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
  ])('%s', async (_why, events, expected) => expect(await reached(events)).toBe(expected));

  it('leaves out those without a value, which still move the timespan on', async () => {
    const nameless = failedLogon({ account: null, at: NOW + 11 * MINUTE });
    expect(await reached([...tries(['a', 0], ['b', 1]), nameless, ...tries(['c', 12 * MINUTE])])).toBeNull();
  });

  it('as many as a naive recount finds', async () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 20 * MINUTE }),
      account: fc.constantFrom('a', 'b', 'c', 'd', null),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 25 }),
        fc.integer({ min: 1, max: 5 }),
        async (planned, threshold) => {
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
          expect(await reached(events, { threshold })).toBe(naive?.at ?? null);
        },
      ),
    );
  });
});

describe('different accounts of many failures, of which whole minutes are remembered', () => {
  const crowd = burst(3_000, {}, 100, NOW);
  it.each([
    ['one account, however often', crowd, null],
    ['and two more, too far from each other', [...crowd, ...tries(['b', 1], ['c', 11 * MINUTE])], null],
    ['and two more at the end', [...crowd, ...tries(['b', 1], ['c', 9 * MINUTE])], NOW + 9 * MINUTE],
  ])('%s', async (_why, events, expected) => expect(await reached(events)).toBe(expected));
});

describe('different accounts where domains are kept apart', () => {
  const apart = createNaming(comparing({ keepDomainsApart: true }));
  const named = (...accounts: string[]) =>
    accounts.map((account, n) => failedLogon({ account, domain: null, at: NOW + n }));
  it.each([
    ['one of two domains is two', named('A\\x', 'B\\x', 'A\\y'), NOW + 2],
    ['one without a domain is nobody new', named('A\\x', 'x', 'A\\y'), null],
    ['nor where it came first', named('x', 'A\\x', 'A\\y'), null],
    ['unless nobody has the name', named('A\\x', 'z', 'A\\y'), NOW + 2],
  ])('%s', async (_why, events, expected) => expect(await reached(events, {}, apart)).toBe(expected));

  it('are counted again when they left the timespan', async () => {
    const left = named('A\\x', 'x');
    const later = named('A\\x', 'x', 'A\\y', 'z').map((event) => ({ ...event, at: event.at + 20 * MINUTE }));
    expect(await reached([...left, ...later], {}, apart)).toBe(NOW + 20 * MINUTE + 3);
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
  ])('%s', async (_why, offset, counts) =>
    expect(await following([at(offset)], failures)).toHaveLength(counts ? 1 : 0),
  );
  it('each of several is judged by the failures before it', async () => {
    const successes = [at(-SECOND), at(1), at(2), at(11 * MINUTE)];
    expect((await following(successes, failures)).map((one) => one.at - NOW)).toEqual([1, 2]);
  });
  it('gives way between many', async () => {
    const giveWay = jest.fn(NEVER_GIVES_WAY);
    await following(
      Array.from({ length: 1_000 }, () => at(1)),
      failures,
      giveWay,
    );
    expect(giveWay.mock.calls.length).toBeGreaterThan(2);
  });
});

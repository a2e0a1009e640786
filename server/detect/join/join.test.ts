import fc from 'fast-check';
import { burst, comparing, failedLogon, MINUTE, NOW, rule, SECOND } from '../../../test/builders';
import type { KnownAlert } from '../../../common/alerts/detections';
import type { LogonEvent } from '../../../common/alerts/events';
import { MIN_QUIET } from '../../../common/bounds';
import { findAttacks } from './find';
import { createNaming } from '../count/naming';
import { nextScan } from './scan';
import { eventsReachedAt } from '../count/threshold';
import { eventListOf } from '../../../test/event_list';
import { windowOf } from '../log/window';
import { knownAs, searchIn } from '../../../test/searches';

const naming = createNaming(comparing());
const find = (
  events: LogonEvent[],
  overrides = {},
  known: KnownAlert[] = [],
  { by = naming, from = -Infinity, asOf = NOW } = {},
) => {
  const one = rule(overrides);
  const search = searchIn(windowOf(events, [one], by), by, { from, asOf });
  return findAttacks(known, { ...search, rule: one, asOf });
};
const known = async (events: LogonEvent[], overrides = {}): Promise<KnownAlert> => {
  const [detection] = await find(events, overrides);
  if (!detection) throw new Error('the events of a known alert must reach the threshold');
  return knownAs(detection);
};

describe('the threshold', () => {
  it('is not reached by four', async () => expect(await find(burst(4))).toEqual([]));
  it('is reached by the fifth', async () => {
    expect(await find(burst(5))).toMatchObject([
      { grows: null, firedAt: NOW - MINUTE, evidence: { count: 5 } },
    ]);
  });
  it('counts both ends of the timespan', async () => {
    expect(await find(burst(5, {}, (5 * MINUTE) / 4))).toHaveLength(1);
    expect(await find(burst(5, {}, (5 * MINUTE) / 4 + 1))).toEqual([]);
  });
  it('counts events of the same millisecond', async () =>
    expect(await find(burst(5, {}, 0))).toHaveLength(1));
  it('of one is reached by one', async () => expect(await find(burst(1), { threshold: 1 })).toHaveLength(1));
  it('fires at the event that reached it, not at the last', async () => {
    expect((await find(burst(8)))[0]?.firedAt).toBe(NOW - MINUTE - 3 * SECOND);
  });
  it.each([
    ['the first failure', NOW - 45 * MINUTE],
    ['the third', NOW - 17 * MINUTE],
    ['the timespan that reached it', NOW - MINUTE - rule().timespan],
  ])(
    'a slow attack counts from the timespan that reached it, also where one sees it from %s on',
    async (_what, from) => {
      const slow = [45, 31, 17].map((minutes) => failedLogon({ at: NOW - minutes * MINUTE }));
      const seen = [...slow, failedLogon({ at: NOW - 4 * MINUTE }), ...burst(4)].filter(
        ({ at }) => at >= from,
      );
      expect(await find(seen)).toMatchObject([
        {
          firedAt: NOW - MINUTE,
          evidence: { count: 5, first: NOW - 4 * MINUTE, last: NOW - MINUTE },
        },
      ]);
    },
  );
  it('does not lose an attack for a missing address', async () =>
    expect(await find(burst(5, { source: null }))).toHaveLength(1));
  it('leaves out events that name no account', async () =>
    expect(await find(burst(5, { account: null }))).toEqual([]));
});

describe('accounts', () => {
  const spellings = ['Guest', 'GUEST', 'CORP\\Guest', 'guest@corp.lan', ' guest '];
  const five = spellings.map((account, n) => failedLogon({ account, at: NOW - MINUTE + n }));

  it('five spellings once each are five', async () => {
    expect(await find(five)).toMatchObject([{ group: { key: 'guest', value: 'Guest', spellings } }]);
  });
  it('shows the most frequent spelling', async () => {
    expect((await find([...five, failedLogon({ account: 'GUEST' })]))[0]?.group.value).toBe('GUEST');
  });
  it('two domains are one account by default and two with the switch', async () => {
    const events = [...burst(3, { domain: 'CORP' }), ...burst(3, { domain: 'LAB' })];
    expect(await find(events)).toHaveLength(1);
    const apart = createNaming(comparing({ keepDomainsApart: true }));
    expect(await find(events, {}, [], { by: apart })).toEqual([]);
  });
  it('each of several accounts is found', async () => {
    const found = await find([
      ...burst(5, { account: 'a' }),
      ...burst(4, { account: 'b' }),
      ...burst(9, { account: 'c' }),
    ]);
    expect(found.map(({ group, evidence }) => [group.key, evidence.count])).toEqual([
      ['a', 5],
      ['c', 9],
    ]);
  });
});

describe('a known alert', () => {
  const first = burst(5);

  it('does not grow when nothing is new', async () =>
    expect(await find(first, {}, [await known(first)])).toEqual([]));
  it('grows by a single event within the quiet time', async () => {
    const more = failedLogon({ at: NOW - SECOND });
    expect(await find([...first, more], {}, [await known(first)])).toMatchObject([
      { grows: expect.anything() as unknown, evidence: { count: 6, last: NOW - SECOND } },
    ]);
  });
  it('grows by an event that came late, and fired when that makes the fourth the fifth', async () => {
    const at = NOW - MINUTE - SECOND - rule().timespan;
    expect(await find([failedLogon({ at }), ...first], {}, [await known(first)])).toMatchObject([
      {
        grows: expect.anything() as unknown,
        firedAt: NOW - MINUTE - SECOND,
        evidence: { count: 6, first: at },
      },
    ]);
  });
  it('does not grow by one that came late, from before the timespan in which its limit was reached', async () => {
    const late = failedLogon({ at: NOW - MINUTE - SECOND - rule().timespan - 1 });
    expect(await find([late, ...first], {}, [await known(first)])).toEqual([]);
  });
  it('counts what was too old for it before, where an event that came late makes it begin earlier', async () => {
    const slow = failedLogon({ at: NOW - MINUTE - 3 * SECOND - rule().timespan });
    const alert = await known([slow, ...first]);
    expect(alert.alert.evidence.count).toBe(5);
    const late = burst(2, {}, SECOND, NOW - 2 * MINUTE);
    expect(await find([slow, ...late, ...first], {}, [alert])).toMatchObject([
      {
        grows: expect.anything() as unknown,
        firedAt: NOW - MINUTE - 3 * SECOND,
        evidence: { count: 8, first: slow.at },
      },
    ]);
  });
  it.each([
    ['that is quiet for as long as may be', 0, 1],
    ['that was quiet for longer', 1, 0],
  ])('of which only the count is left, and %s, grows', async (_what, longer, grows) => {
    const alert = await known(first);
    const at = alert.alert.evidence.last + MIN_QUIET + longer;
    const later = { from: nextScan(null, rule().timespan, at).from, asOf: at };
    const found = await find([failedLogon({ at })], {}, [alert], later);
    expect(found.filter(({ evidence }) => evidence.count > 5)).toHaveLength(grows);
  });
  it('grows, of two, the later', async () => {
    const before = { ...(await known(burst(5, {}, SECOND, NOW - 10 * MINUTE))) };
    const later = await known(first);
    const more = failedLogon({ at: NOW - SECOND });
    const found = await find([more], {}, [later, before]);
    expect(found.map(({ grows }) => grows)).toEqual([later]);
  });
  it('of another account does not grow', async () => {
    expect(await find(burst(5, { account: 'other' }), {}, [await known(first)])).toMatchObject([
      { grows: null },
    ]);
  });
  it('keeps its count when Kibana was away and its events are older than the slice', async () => {
    const alert = await known(first);
    const asOf = NOW + 20 * MINUTE;
    const later = { from: nextScan(null, rule().timespan, asOf).from, asOf };
    const more = [failedLogon({ at: NOW + 10 * MINUTE })];
    expect(await find(more, {}, [alert], later)).toMatchObject([
      { grows: expect.anything() as unknown, evidence: { count: 6 } },
    ]);
  });
});

describe('against a naive recount', () => {
  const naive = (events: LogonEvent[], threshold: number, timespan: number) =>
    events.some(
      (end) =>
        events.filter((other) => other.at <= end.at && end.at - other.at <= timespan).length >= threshold,
    );
  const times = fc.array(fc.integer({ min: 0, max: 15 * MINUTE }), { maxLength: 30 });

  it('reaches the threshold exactly when some timespan holds enough', async () => {
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 * MINUTE }),
        (at, threshold, timespan) => {
          const events = at
            .sort((a, b) => a - b)
            .map((offset) => failedLogon({ at: NOW - offset }))
            .sort((a, b) => a.at - b.at);
          expect(
            eventsReachedAt({ failures: eventListOf(events), isOwn: () => true }, { threshold, timespan }) !==
              null,
          ).toBe(naive(events, threshold, timespan));
        },
      ),
    );
  });
});

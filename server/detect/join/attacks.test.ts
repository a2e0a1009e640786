import fc from 'fast-check';
import {
  burst,
  comparing,
  failedLogon,
  iso,
  knownAs,
  MINUTE,
  NOW,
  rule,
  SECOND,
} from '../../../test/builders';
import type { KnownAlert } from '../../../common/alerts/detections';
import type { LogonEvent } from '../../../common/alerts/events';
import { LATENESS, MIN_QUIET } from '../../../common/bounds';
import { findAttacks, type Search } from './attacks';
import { createNaming } from '../count/naming';
import { nextScan } from './scan';
import { eventsReachedAt } from '../count/threshold';
import { windowOf } from '../log/window';

const scan = nextScan(null, rule().timespan, NOW);
const naming = createNaming(comparing());
const find = (
  events: LogonEvent[],
  overrides = {},
  known: KnownAlert[] = [],
  search: Partial<Search> = {},
) => {
  const one = { rule: rule(overrides), naming, scan, ...search };
  return findAttacks(windowOf(events, [one.rule], one.naming), known, one);
};
const known = (events: LogonEvent[], overrides = {}): KnownAlert => {
  const [detection] = find(events, overrides);
  if (!detection) throw new Error('the events of a known alert must reach the threshold');
  return knownAs('known', detection);
};

describe('the threshold', () => {
  it('is not reached by four', () => expect(find(burst(4))).toEqual([]));
  it('is reached by the fifth', () => {
    expect(find(burst(5))).toMatchObject([{ grows: null, firedAt: NOW - MINUTE, evidence: { count: 5 } }]);
  });
  it('counts both ends of the timespan', () => {
    expect(find(burst(5, {}, (5 * MINUTE) / 4))).toHaveLength(1);
    expect(find(burst(5, {}, (5 * MINUTE) / 4 + 1))).toEqual([]);
  });
  it('counts events of the same millisecond', () => expect(find(burst(5, {}, 0))).toHaveLength(1));
  it('of one is reached by one', () => expect(find(burst(1), { threshold: 1 })).toHaveLength(1));
  it('fires at the event that reached it, not at the last', () => {
    expect(find(burst(8))[0]?.firedAt).toBe(NOW - MINUTE - 3 * SECOND);
  });
  it.each([
    ['the first failure', NOW - 45 * MINUTE],
    ['the third', NOW - 17 * MINUTE],
    ['the timespan that reached it', NOW - MINUTE - rule().timespan],
  ])(
    'a slow attack counts from the timespan that reached it, also where one sees it from %s on',
    (_what, from) => {
      const slow = [45, 31, 17].map((minutes) => failedLogon({ at: NOW - minutes * MINUTE }));
      const seen = [...slow, failedLogon({ at: NOW - 4 * MINUTE }), ...burst(4)].filter(
        ({ at }) => at >= from,
      );
      expect(find(seen)).toMatchObject([
        {
          firedAt: NOW - MINUTE,
          evidence: { count: 5, first: iso(NOW - 4 * MINUTE), last: iso(NOW - MINUTE) },
        },
      ]);
    },
  );
  it('does not lose an attack for a missing address', () =>
    expect(find(burst(5, { source: null }))).toHaveLength(1));
  it('leaves out events that name no account', () => expect(find(burst(5, { account: null }))).toEqual([]));
});

describe('accounts', () => {
  const spellings = ['Guest', 'GUEST', 'CORP\\Guest', 'guest@corp.lan', ' guest '];
  const five = spellings.map((account, n) => failedLogon({ account, at: NOW - MINUTE + n }));

  it('five spellings once each are five', () => {
    expect(find(five)).toMatchObject([{ group: { key: 'guest', value: 'Guest', spellings } }]);
  });
  it('shows the most frequent spelling', () => {
    expect(find([...five, failedLogon({ account: 'GUEST' })])[0]?.group.value).toBe('GUEST');
  });
  it('two domains are one account by default and two with the switch', () => {
    const events = [...burst(3, { domain: 'CORP' }), ...burst(3, { domain: 'LAB' })];
    expect(find(events)).toHaveLength(1);
    const apart = createNaming(comparing({ keepDomainsApart: true }));
    expect(find(events, {}, [], { naming: apart })).toEqual([]);
  });
  it('each of several accounts is found', () => {
    const found = find([
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

  it('does not grow when nothing is new', () => expect(find(first, {}, [known(first)])).toEqual([]));
  it('grows by a single event within the quiet time', () => {
    const more = failedLogon({ at: NOW - SECOND });
    expect(find([...first, more], {}, [known(first)])).toMatchObject([
      { grows: 'known', firedAt: null, evidence: { count: 6, last: iso(NOW - SECOND) } },
    ]);
  });
  it('grows by an event that came late, and fired when that makes the fourth the fifth', () => {
    const at = NOW - MINUTE - SECOND - rule().timespan;
    expect(find([failedLogon({ at }), ...first], {}, [known(first)])).toMatchObject([
      { grows: 'known', firedAt: NOW - MINUTE - SECOND, evidence: { count: 6, first: iso(at) } },
    ]);
  });
  it('does not grow by one that came late, from before the timespan in which its limit was reached', () => {
    const late = failedLogon({ at: NOW - MINUTE - SECOND - rule().timespan - 1 });
    expect(find([late, ...first], {}, [known(first)])).toEqual([]);
  });
  it('counts what was too old for it before, where an event that came late makes it begin earlier', () => {
    const slow = failedLogon({ at: NOW - MINUTE - 3 * SECOND - rule().timespan });
    const alert = known([slow, ...first]);
    expect(alert.evidence.count).toBe(5);
    const late = burst(2, {}, SECOND, NOW - 2 * MINUTE);
    expect(find([slow, ...late, ...first], {}, [alert])).toMatchObject([
      { grows: 'known', firedAt: NOW - MINUTE - 3 * SECOND, evidence: { count: 8, first: iso(slow.at) } },
    ]);
  });
  it.each([
    ['that is quiet for as long as may be', 0, 1],
    ['that was quiet for longer', 1, 0],
  ])('of which only the count is left, and %s, grows', (_what, longer, grows) => {
    const alert = known(first);
    const at = Date.parse(alert.evidence.last) + MIN_QUIET + longer;
    const later = nextScan(null, rule().timespan, at);
    expect(find([failedLogon({ at })], {}, [alert], { scan: later })).toHaveLength(grows);
  });
  it('grows, of two, the later', () => {
    const before = { ...known(burst(5, {}, SECOND, NOW - 10 * MINUTE)), id: 'before' };
    const later = known(first);
    const more = failedLogon({ at: NOW - SECOND });
    const found = find([more], {}, [later, before]);
    expect(found.map(({ grows }) => grows)).toEqual(['known']);
  });
  it('of another account does not grow', () => {
    expect(find(burst(5, { account: 'other' }), {}, [known(first)])).toMatchObject([{ grows: null }]);
  });
  it('keeps its count when Kibana was away and its events are older than the slice', () => {
    const alert = known(first);
    const later = nextScan(null, rule().timespan, NOW + 20 * MINUTE);
    const more = [failedLogon({ at: NOW + 10 * MINUTE })];
    expect(find(more, {}, [alert], { scan: later })).toMatchObject([
      { grows: 'known', evidence: { count: 6 } },
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

  it('reaches the threshold exactly when some timespan holds enough', () => {
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
          expect(eventsReachedAt(events, { threshold, timespan }) !== null).toBe(
            naive(events, threshold, timespan),
          );
        },
      ),
    );
  });

  it('ticks of any length over events that arrive late count each event once', () => {
    const event = fc.record({
      at: fc.integer({ min: 0, max: 40 * MINUTE }),
      late: fc.integer({ min: 0, max: LATENESS - SECOND }),
    });
    const steps = fc.array(fc.integer({ min: SECOND, max: 6 * MINUTE }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(event, { minLength: 5, maxLength: 60 }), steps, (planned, lengths) => {
        const all = planned.map(({ at, late }) => ({
          ...failedLogon({ at: NOW + at }),
          arrives: NOW + at + late,
        }));
        const end = NOW + 60 * MINUTE;
        const ends: number[] = [];
        for (let now = NOW; now < end; now += lengths[ends.length % lengths.length] ?? SECOND) ends.push(now);
        let watermark: number | null = null;
        let alerts: KnownAlert[] = [];
        for (const now of [...ends, end]) {
          const slice = nextScan(watermark, rule().timespan, now);
          const read = all.filter((one) => one.arrives <= now && one.at >= slice.from && one.at <= slice.to);
          for (const found of find(read, {}, alerts, { scan: slice })) {
            const id = found.grows ?? `alert-${alerts.length}`;
            const before = alerts.find((one) => one.id === id);
            alerts = [...alerts.filter((one) => one.id !== id), knownAs(id, found, before)];
          }
          watermark = now;
        }
        const counted = alerts.reduce((sum, one) => sum + one.evidence.count, 0);
        expect(counted).toBeLessThanOrEqual(all.length);
        expect(alerts.length > 0).toBe(naive(all, 5, rule().timespan));
      }),
    );
  });
});

import * as fc from 'fast-check';
import type { LogonEvent } from '../../../../common/alerts/events';
import type { GroupBy } from '../../../../common/rules/rules';
import { comparing, failedLogon, MINUTE, NOW, rule } from '../../../../test/builders';
import { createNaming } from '../../count/naming';
import type { GroupEvents } from '../event_list';
import { startOfMinute } from '../minute';
import { EventWindow } from '../window';

const KINDS: GroupBy[] = ['account', 'source', 'host', 'workstation'];
const RULES = KINDS.map((groupBy) => rule({ id: groupBy, groupBy, threshold: 1 }));
const NAMING = createNaming(comparing({ excludedAccounts: ['noise'] }));

interface Document {
  id: string;
  at: number;
  event?: LogonEvent;
}

/** The same as the window, with every event in one list that is looked through for each question. */
class NaiveWindow {
  documents: Document[] = [];
  readonly changed = new Set<string>();

  add(event: LogonEvent): void {
    if (this.documents.some(({ id }) => id === event.id)) return;
    this.documents.push({ id: event.id, at: event.at, event });
    for (const kind of KINDS) this.changed.add(`${kind} ${this.keyOf(kind, event)}`);
  }

  addUnreadable(id: string, at: number): void {
    if (!this.documents.some((one) => one.id === id)) this.documents.push({ id, at });
  }

  dropBefore(at: number): void {
    this.documents = this.documents.filter((one) => startOfMinute(one.at) + MINUTE > at);
  }

  shrinkTo(size: number): void {
    const minutes = [...new Set(this.documents.map(({ at }) => startOfMinute(at)))].sort((a, b) => a - b);
    while (this.documents.length > size && minutes.length > 1)
      this.dropBefore((minutes.shift() ?? 0) + MINUTE);
  }

  count(from: number, to: number): number {
    return this.documents.filter(({ at, event }) => at >= from && at < to && event?.kind !== 'success')
      .length;
  }

  group(kind: GroupBy, key: string, of: LogonEvent['kind']): LogonEvent[] {
    return this.documents
      .flatMap(({ event }) => (event && event.kind === of && this.keyOf(kind, event) === key ? [event] : []))
      .sort((a, b) => a.at - b.at);
  }

  keyOf(kind: GroupBy, event: LogonEvent): string | undefined {
    return kind === 'account' || event.kind === 'failure' ? NAMING[kind](event) : undefined;
  }
}

const text = fc.constantFrom(
  'Guest',
  'GUEST',
  'CORP\\guest',
  'anna',
  'noise',
  'a name of more than thirteen letters',
);
const or = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 6 });
const id = fc
  .tuple(fc.constantFrom('', 'logs/', 'other/', 'a/b/'), fc.nat(150))
  .map(([index, n]) => `${index}${n % 3 === 0 ? `AAAAAAAAAAAAAAAAA${100 + n}` : n}`);
const at = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 1, 30_000, 59_999))
  .map(([minute, ms]) => NOW - minute * MINUTE + ms);
const event: fc.Arbitrary<LogonEvent> = fc.record({
  id,
  at,
  kind: fc.constantFrom('failure', 'failure', 'failure', 'success', 'lockout'),
  code: fc.constantFrom('4625', '4624', '4740'),
  account: or(text),
  domain: or(fc.constantFrom('CORP', 'corp.lan')),
  source: or(fc.constantFrom('10.0.0.1', '10.0.0.2')),
  host: or(fc.constantFrom('DC01', 'dc01', 'DC02')),
  workstation: or(fc.constantFrom('KALI', 'WS7')),
  logonType: or(fc.constantFrom('3', '10')),
  status: or(fc.constant('0xc000006d')),
  subStatus: or(fc.constantFrom('0xc000006a', '0xc0000064')),
});
type Step =
  | { do: 'add'; events: LogonEvent[] }
  | { do: 'unreadable'; id: string; at: number }
  | { do: 'drop'; at: number }
  | { do: 'shrink'; size: number }
  | { do: 'commit' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('add' as const), events: fc.array(event, { maxLength: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unreadable' as const), id, at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('shrink' as const), size: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
);

async function take(window: EventWindow, naive: NaiveWindow, one: Step): Promise<void> {
  if (one.do === 'add') {
    window.add(one.events);
    for (const added of one.events) naive.add(added);
  } else if (one.do === 'unreadable') {
    window.addUnreadable([one]);
    naive.addUnreadable(one.id, one.at);
  } else if (one.do === 'drop') {
    await window.dropBefore(one.at);
    naive.dropBefore(one.at);
  } else if (one.do === 'shrink') {
    await window.shrinkTo(one.size);
    naive.shrinkTo(one.size);
  } else {
    window.commit();
    naive.changed.clear();
  }
}

const KEYS: Record<GroupBy, string[]> = {
  account: ['guest', 'anna', 'noise', 'a name of more than thirteen letters'],
  source: ['10.0.0.1', '10.0.0.2'],
  host: ['dc01', 'dc02'],
  workstation: ['kali', 'ws7'],
};
const LISTS = { failures: 'failure', successes: 'success', lockouts: 'lockout' } as const;

function expectSame(window: EventWindow, naive: NaiveWindow): void {
  expect(window.size).toBe(naive.documents.length);
  expect(window.count(NOW - 3 * MINUTE, NOW)).toBe(naive.count(NOW - 3 * MINUTE, NOW));
  for (const kind of KINDS)
    for (const key of KEYS[kind]) {
      const group = window.group(kind, key);
      const lists = Object.keys(LISTS) as Array<keyof GroupEvents>;
      for (const list of lists) expect([...group[list]]).toEqual(naive.group(kind, key, LISTS[list]));
      const isThere = lists.some((list) => naive.group(kind, key, LISTS[list]).length > 0);
      expect(window.changed(kind).has(key)).toBe(isThere && naive.changed.has(`${kind} ${key}`));
    }
}

describe('the window', () => {
  it('has what a list of all events has, whatever comes in any order and is dropped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const [window, naive] = [new EventWindow(RULES, NAMING), new NaiveWindow()];
        for (const one of steps) await take(window, naive, one);
        expectSame(window, naive);
      }),
      { numRuns: 150 },
    );
  });

  it('has it also where thousands of documents fill pages, and pages are used again', async () => {
    const [window, naive] = [new EventWindow([rule({ threshold: 1 })], NAMING), new NaiveWindow()];
    for (const minute of [4, 3, 2, 1]) {
      const events = Array.from({ length: 5_000 }, (_, n) =>
        failedLogon({ at: NOW - minute * MINUTE + ((n * 7_919) % MINUTE), account: `name${n % 7}` }),
      );
      window.add(events);
      naive.documents.push(...events.map((one) => ({ id: one.id, at: one.at, event: one })));
      await window.dropBefore(NOW - minute * MINUTE);
      naive.dropBefore(NOW - minute * MINUTE);
      expect(window.size).toBe(5_000);
      for (const name of ['name0', 'name6'])
        expect([...window.group('account', name).failures]).toEqual(naive.group('account', name, 'failure'));
    }
  });

  it('gives way while it drops, and what is added meanwhile is kept', async () => {
    const window = new EventWindow(RULES, NAMING);
    window.add(
      Array.from({ length: 9_000 }, (_, n) => failedLogon({ at: NOW - MINUTE, account: `name${n}` })),
    );
    let ways = 0;
    await window.dropBefore(NOW, () => {
      ways += 1;
      window.add([failedLogon({ at: NOW, account: `added${ways}` })]);
      return undefined;
    });
    expect(ways).toBeGreaterThan(10);
    expect(window.size).toBe(ways);
    expect(window.group('account', 'added1').failures).toHaveLength(1);
    expect(window.group('account', 'name1').failures).toHaveLength(0);
  });

  it.each([0, -1, 1.5, 3])('throws for the event %p of a list of three', async (index) => {
    const window = new EventWindow(RULES, NAMING);
    window.add([1, 2, 3].map(() => failedLogon()));
    const { failures } = window.group('account', 'guest');
    if (index === 0) expect(failures.at(index).account).toBe('Guest');
    else expect(() => failures.at(index)).toThrow(RangeError);
  });
});

import { burst, failedLogon, MINUTE, NOW } from '../../../test/builders';
import { eventListOf } from '../../../test/event_list';
import { NEVER_GIVES_WAY } from '../../../common/give_way';
import type { LogonEvent } from '../../../common/alerts/events';
import type { EventList } from '../log/event_list';
import { type ColumnCounts, countColumns, type MinuteCounts } from './column_counts';
import { minutesOf } from './lists';
import { PerMinute } from './per_minute';
import { COLUMNS } from './tallies';

const START = Math.floor(NOW / MINUTE) * MINUTE;

/** 300 failures in one minute, each with what `said` gives for its place. */
const inOneMinute = (said: (n: number) => Partial<LogonEvent>) =>
  Array.from({ length: 300 }, (_, n) => failedLogon({ id: `i/${n}`, at: START + n * 100, ...said(n) }));

/** The same list, which counts how often it was asked for a number. */
function asked(failures: LogonEvent[]): { list: EventList; asked(): number } {
  const list = eventListOf(failures);
  let times = 0;
  const counting = new Proxy(list, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === 'numberAt') times += 1;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { list: counting, asked: () => times };
}

const count = (list: EventList, remembered = new PerMinute<MinuteCounts>()) =>
  countColumns(list, COLUMNS, { minutes: [...minutesOf(list)], remembered, giveWay: NEVER_GIVES_WAY });

const placesOf = ({ size }: ColumnCounts) => Array.from({ length: size }, (_, place) => place);
const shown = (all: ColumnCounts[]) =>
  all.map((one) =>
    placesOf(one).map((place) => [one.numberAt(place), one.countAt(place), one.firstAt(place)]),
  );

describe('the counts of columns', () => {
  it('say how often each number occurs, and where first, in the order of first occurrence', async () => {
    const failures = ['10.0.0.1', '10.0.0.2', '10.0.0.1'].map((source, n) =>
      failedLogon({ id: `i/${n}`, at: START + n, source }),
    );
    const list = eventListOf(failures);
    const [, sources] = await count(list);
    expect(shown(sources ? [sources] : [])).toEqual([
      [
        [list.numberAt(0, 'source'), 2, 0],
        [list.numberAt(1, 'source'), 1, 1],
      ],
    ]);
  });

  it.each<[string, (n: number) => Partial<LogonEvent>, number]>([
    ['that say few different things are counted once, and remembered', () => ({}), 0],
    [
      'that all say something else are not remembered, and counted straight into the sum the next time',
      (n) => ({ account: `user${n}`, source: `10.0.0.${n}`, workstation: `W${n}` }),
      300 * COLUMNS.length,
    ],
  ])('of a minute whose events %s', async (_sentence, said, askedAgain) => {
    const { list, asked: times } = asked(inOneMinute(said));
    const remembered = new PerMinute<MinuteCounts>();
    const first = shown(await count(list, remembered));
    const before = times();
    expect(shown(await count(list, remembered))).toEqual(first);
    expect(times() - before).toBe(askedAgain);
  });

  it('of a minute with few events are not remembered, since counting them is quicker', async () => {
    const remembered = new PerMinute<MinuteCounts>();
    await count(eventListOf(burst(5)), remembered);
    expect(remembered.size).toBe(0);
  });

  it('hold for a minute that got one event more', async () => {
    const failures = inOneMinute(() => ({}));
    const remembered = new PerMinute<MinuteCounts>();
    await count(eventListOf(failures.slice(1)), remembered);
    const list = eventListOf(failures);
    expect(shown(await count(list, remembered))).toEqual(shown(await count(list)));
  });
});

import { DEFAULT_TELL } from '../../common/channels/tell';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import { DAY, MINUTE, NOW } from '../../test/builders';
import { FakeDailyStore } from '../../test/heartbeats';
import { dailyMessage } from '../../test/messages';
import { channelFact } from '../../test/troubles';
import type { DailyMessage } from '../notify/message/message';
import { tellDaily, type DailyPorts, type DailySpace } from './tell_daily';

/** 03:15 in UTC is the time of the tests. */
const AT_NOW = { at: '03:15', timeZone: 'UTC' };

let store: FakeDailyStore;
let planned: Map<string, OutboxEntry<DailyMessage>>;
let now: number;
let pokes: number;
let logged: string[];
let reports: number;
beforeEach(() => {
  store = new FakeDailyStore();
  planned = new Map();
  now = NOW - MINUTE;
  pokes = 0;
  logged = [];
  reports = 0;
});

const channel = channelFact({ tell: { ...DEFAULT_TELL, allQuiet: AT_NOW } });
const space = (overrides: Partial<DailySpace> = {}): DailySpace => ({
  space: 'default',
  channels: async () => [channel, channelFact({ id: 'mail' })],
  report: async () => {
    reports += 1;
    return { ...dailyMessage(), until: now };
  },
  ...overrides,
});
const ports = (overrides: Partial<DailyPorts> = {}): DailyPorts => ({
  spaces: async () => [space()],
  storeOf: () => store,
  add: async (_space, entries) => {
    for (const entry of entries as Array<OutboxEntry<DailyMessage>>)
      if (!planned.has(entry.id)) planned.set(entry.id, entry);
  },
  linkOf: () => null,
  poke: () => void (pokes += 1),
  clock: () => now,
  log: (line) => void logged.push(line),
  ...overrides,
});
/** Looks every minute until `end`. */
async function lookUntil(end: number, kibanas = [ports()]): Promise<void> {
  for (; now <= end; now += MINUTE) await Promise.all(kibanas.map((one) => tellDaily(one)));
}

it('plans one message a day for the channel that wants it, and has the outbox look', async () => {
  await lookUntil(NOW + DAY + 5 * MINUTE);
  expect([...planned.keys()]).toEqual([`daily-${NOW}-night`, `daily-${NOW + DAY}-night`]);
  expect([pokes, reports, logged]).toEqual([2, 2, []]);
  expect([...planned.values()][0]).toMatchObject({
    space: 'default',
    reason: 'notice',
    status: 'pending',
    plannedAt: NOW,
    message: { kind: 'daily', failures: 12_345, attacks: 3, due: NOW },
  });
});

it('is told once by two Kibanas that look at the same moment', async () => {
  await lookUntil(NOW + 5 * MINUTE, [ports(), ports(), ports()]);
  expect([...planned.keys()]).toEqual([`daily-${NOW}-night`]);
});

it('writes nothing, and reckons nothing, between two messages', async () => {
  await lookUntil(NOW);
  const { revision } = store.stored;
  await lookUntil(NOW + 60 * MINUTE);
  expect([store.stored.revision, reports]).toEqual([revision, 1]);
});

describe('a Kibana that is killed', () => {
  const killed = async () => Promise.reject(new Error('killed'));

  it('before the message is planned leaves it to the next look', async () => {
    await lookUntil(NOW - MINUTE);
    await tellDaily(ports({ add: killed }));
    expect(logged).toEqual(['The daily message of space default could not be planned: killed']);
    await lookUntil(NOW + MINUTE);
    expect([...planned.keys()]).toEqual([`daily-${NOW}-night`]);
  });

  it('before it is stored that it was plans nothing twice', async () => {
    await lookUntil(NOW - MINUTE);
    jest.spyOn(store, 'write').mockImplementationOnce(killed);
    await tellDaily(ports());
    await lookUntil(NOW + MINUTE);
    expect([...planned.keys()]).toEqual([`daily-${NOW}-night`]);
  });
});

it('tells in the other spaces where one cannot be asked', async () => {
  const broken = space({ space: 'broken', channels: async () => Promise.reject(new Error('away')) });
  await lookUntil(NOW, [ports({ spaces: async () => [broken, space()] })]);
  expect([...planned.keys()]).toEqual([`daily-${NOW}-night`]);
  expect(logged[0]).toBe('The daily message of space broken could not be planned: away');
});

import type { OutboxEntry } from '../../common/deliveries/outbox';
import { HOUR, MINUTE, NOW } from '../../test/builders';
import { channelFact, FakeTroubleStore, watchedFacts } from '../../test/troubles';
import type { WatchedFacts } from '../judge/trouble/conditions';
import type { NoticeMessage } from '../notify/message/message';
import { tellTrouble, type LookedFacts, type TroublePorts } from './tell_trouble';

const DEAD: Partial<WatchedFacts> = { lastGoodRunAt: NOW - 15 * MINUTE, sources: [] };

let store: FakeTroubleStore;
let planned: Map<string, OutboxEntry<NoticeMessage>>;
let pokes: number;
let logged: string[];
beforeEach(() => {
  store = new FakeTroubleStore();
  planned = new Map();
  pokes = 0;
  logged = [];
});

const ports = (facts: Partial<LookedFacts>, overrides: Partial<TroublePorts> = {}): TroublePorts => ({
  spaces: async () => [{ space: 'default', facts: async () => ({ ...watchedFacts(), ...facts }) }],
  storeOf: () => store,
  add: async (_space, entries) => {
    for (const entry of entries as Array<OutboxEntry<NoticeMessage>>)
      if (!planned.has(entry.id)) planned.set(entry.id, entry);
  },
  linkOf: (space) => `https://kibana.example/s/${space}/app/bruteForceAlerts`,
  poke: () => void (pokes += 1),
  log: (line) => void logged.push(line),
  ...overrides,
});
const told = () =>
  [...planned.values()].map(({ channel, message }) => `${channel.id} ${message.code} ${message.state}`);

it('plans one message for each channel, and has the outbox look', async () => {
  await tellTrouble(ports(DEAD));
  expect(told()).toEqual(['night no_good_run began', 'mail no_good_run began']);
  expect(pokes).toBe(1);
  const [entry] = planned.values();
  expect(entry).toMatchObject({
    space: 'default',
    channel: { id: 'night', kind: 'telegram', name: 'Night shift' },
    alertId: null,
    reason: 'notice',
    status: 'pending',
    plannedAt: NOW,
    message: {
      kind: 'notice',
      since: NOW - 15 * MINUTE,
      link: 'https://kibana.example/s/default/app/bruteForceAlerts',
    },
  });
});

it('writes nothing where nothing changed', async () => {
  await tellTrouble(ports(DEAD));
  const { revision } = store.stored;
  await tellTrouble(ports({ ...DEAD, now: NOW + MINUTE }));
  expect([planned.size, pokes]).toEqual([2, 1]);
  expect(store.stored.revision).toEqual(revision);
});

it('writes nothing at all where all is well', async () => {
  await tellTrouble(ports({}));
  expect(store.stored.revision).toBeUndefined();
});

describe('a key that is about to expire', () => {
  const expiresAt = NOW + HOUR;
  const keyOf = (at: number | null) => ({ state: 'working' as const, cause: null, expiresAt: at });
  const look = (minute: number, facts: Partial<LookedFacts>) => {
    const now = NOW + minute * MINUTE;
    return tellTrouble(ports({ now, lastGoodRunAt: now, sources: [], ...facts }));
  };
  const BEGAN = ['night key_expiring began', 'mail key_expiring began'];

  it('is told once, also where for some time nobody can ask when it expires', async () => {
    await look(0, { key: keyOf(expiresAt) });
    for (const minute of [1, 2, 3, 4, 5]) await look(minute, { key: keyOf(null), isExpiryUnknown: true });
    await look(6, { key: keyOf(expiresAt) });
    expect(told()).toEqual(BEGAN);
  });

  it('is no trouble any more where the key is known not to expire', async () => {
    await look(0, { key: keyOf(expiresAt) });
    for (const minute of [1, 2, 3, 4, 5]) await look(minute, { key: keyOf(null) });
    expect(told()).toEqual([...BEGAN, 'night key_expiring over', 'mail key_expiring over']);
  });

  it('is no trouble where nobody could ask yet', async () => {
    await look(0, { key: keyOf(null), isExpiryUnknown: true });
    expect(told()).toEqual([]);
  });
});

it('says once more when it works again', async () => {
  await tellTrouble(ports(DEAD));
  for (let minute = 1; minute < 10; minute += 1) {
    const now = NOW + minute * MINUTE;
    await tellTrouble(ports({ now, lastGoodRunAt: now, sources: [] }));
  }
  expect(told().slice(2)).toEqual(['night no_good_run over', 'mail no_good_run over']);
  expect([...planned.values()][2]?.message).toMatchObject({
    since: NOW - 15 * MINUTE,
    until: NOW + MINUTE,
  });
  expect(store.stored).toMatchObject({ troubles: [], pending: [] });
});

it('tells once where two Kibanas look at the same moment', async () => {
  await Promise.all([tellTrouble(ports(DEAD)), tellTrouble(ports(DEAD))]);
  expect(told()).toHaveLength(2);
});

it('tells once where two Kibanas see different things at the same moment', async () => {
  const also: Partial<WatchedFacts> = {
    ...DEAD,
    sources: [{ pattern: 'logs-*', checkedAt: NOW, newestLogonAt: NOW - HOUR, longestGap: 0 }],
  };
  await Promise.all([tellTrouble(ports(DEAD)), tellTrouble(ports(also))]);
  await tellTrouble(ports(also));
  await tellTrouble(ports(DEAD));
  expect(told().sort()).toEqual(
    ['mail', 'night'].flatMap((id) => [`${id} no_good_run began`, `${id} source_silent began`]),
  );
});

describe('a Kibana that is killed', () => {
  const killed = async () => Promise.reject(new Error('killed'));
  it('before the deliveries are planned leaves them to the next look', async () => {
    await tellTrouble(ports(DEAD, { add: killed }));
    expect(logged).toHaveLength(1);
    await tellTrouble(ports({ ...DEAD, now: NOW + MINUTE }));
    expect(told()).toEqual(['night no_good_run began', 'mail no_good_run began']);
    expect([...planned.values()].map(({ plannedAt }) => plannedAt)).toEqual([NOW, NOW]);
  });

  it('before it is stored that they were plans nothing twice', async () => {
    const write = jest.spyOn(store, 'write');
    write.mockImplementationOnce((stored) => FakeTroubleStore.prototype.write.call(store, stored));
    write.mockImplementationOnce(killed);
    await tellTrouble(ports(DEAD));
    expect(store.stored.pending).toHaveLength(2);
    await tellTrouble(ports(DEAD));
    expect(planned.size).toBe(2);
    expect(store.stored.pending).toEqual([]);
  });
});

it('leaves out a channel that was removed before its notice was planned', async () => {
  await tellTrouble(ports(DEAD, { add: async () => Promise.reject(new Error('killed')) }));
  await tellTrouble(ports({ ...DEAD, channels: [channelFact()] }));
  expect(told()).toEqual(['night no_good_run began']);
});

it('looks at the other spaces where one cannot be asked', async () => {
  const spaces = async () => [
    { space: 'broken', facts: () => Promise.reject(new Error('away')) },
    { space: 'default', facts: async () => watchedFacts(DEAD) },
  ];
  await tellTrouble(ports(DEAD, { spaces }));
  expect(told()).toHaveLength(2);
  expect(logged).toEqual(['It could not be told whether space broken is in trouble: away']);
});

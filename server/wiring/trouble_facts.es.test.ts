import type { Client } from '@elastic/elasticsearch';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { afterCall, type HeartbeatOutcome } from '../../common/status/heartbeat';
import { testBackground } from '../../test/background';
import { HOUR, MINUTE, NOW } from '../../test/builders';
import { CHANNEL_ID, channelFacts, telegramChannel } from '../../test/channels';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { createWinlogbeatIndex, logonDocument } from '../../test/winlogbeat';
import { createHeartbeatStore } from '../adapters/storage/heartbeat_document';
import { createCircuits } from '../adapters/storage/circuits_index';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { createOutbox } from '../adapters/storage/outbox_index';
import { createSpaceIndices, stateIndex } from '../adapters/storage/own_indices';
import { createSourceStore } from '../adapters/storage/source_document';
import { createTroubleStore } from '../adapters/storage/troubles_document';
import { tellTrouble } from '../flow/tell_trouble';
import type { NoticeMessage } from '../notify/message/message';
import type { Background } from './background';
import { checkSource } from './source_check';
import { troublePorts } from './trouble_facts';

jest.setTimeout(60_000);

describe('trouble of detection, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let client: Client;
  let serial = 0;
  let space: string;
  let now: number;
  let logs: string;
  const DAY_SHIFT = 'day';

  /** One Kibana, started a day ago. */
  const kibana = (): Background => {
    const channels = [telegramChannel('-2001'), telegramChannel('-2002', DAY_SHIFT)];
    const heartbeat = { method: 'get', minutes: 5 } as const;
    const settings = { ...DEFAULT_SETTINGS, indexPatterns: [logs], channels, heartbeat };
    const background = testBackground(client, settings, () => now);
    const attributes = {
      settings,
      detectionOn: true,
      authority: { kind: 'internal_user' as const, since: NOW - 24 * HOUR },
      channels: [channelFacts(), channelFacts({ id: DAY_SHIFT })],
      heartbeatHost: 'hc.example',
    };
    return {
      ...background,
      startedAt: NOW - 24 * HOUR,
      settings: {
        ...background.settings,
        open: async () => ({ attributes, channelSecrets: {}, heartbeatUrl: null, apiKey: null }),
        spacesTurnedOn: async () => [{ space, attributes, version: '1' }],
      },
    };
  };
  const look = (background = kibana()) => tellTrouble(troublePorts(background, () => null));
  const told = async () => {
    await client.indices.refresh({ index: stateIndex(space) });
    const entries = await createOutbox<NoticeMessage>(client).due(now, []);
    const all = await client.search<{ entry: { message: NoticeMessage; channel: { id: string } } }>({
      index: stateIndex(space),
      query: { term: { reason: 'notice' } },
      size: 100,
    });
    expect(entries.filter((entry) => entry.space === space).length).toBeLessThanOrEqual(2);
    return all.hits.hits
      .flatMap(({ _source }) => (_source ? [_source.entry] : []))
      .map(({ channel, message: { code, state } }) => `${channel.id} ${code} ${state}`)
      .sort();
  };
  const ran = async (at: number) => {
    const memory = createMemoryStore(client, space, async () => undefined);
    const before = await memory.read();
    await memory.write({ ...before, lastGoodTickAt: at });
  };

  beforeEach(async () => {
    client = elasticsearch.client();
    space = `${elasticsearch.id}-${(serial += 1)}`;
    logs = `win-${space}`;
    now = NOW;
    await createWinlogbeatIndex(client, logs);
    await kibana().setUpIndices();
    await createSpaceIndices(client, space);
  });

  it('is told where no run is good for ten minutes after the clock was set back, and not at once', async () => {
    await ran(NOW + HOUR);
    const ports = troublePorts(kibana(), () => null);
    await tellTrouble(ports);
    expect(await told()).toEqual([]);
    now += 10 * MINUTE + 1;
    await tellTrouble(ports);
    expect(await told()).toEqual([`${DAY_SHIFT} no_good_run began`, `${CHANNEL_ID} no_good_run began`]);
  });

  it('is told once by two Kibanas that look at the same moment, and again by neither after a restart', async () => {
    await ran(NOW - 15 * MINUTE);
    await Promise.all([look(), look(), look()]);
    const once = [`${DAY_SHIFT} no_good_run began`, `${CHANNEL_ID} no_good_run began`];
    expect(await told()).toEqual(once);
    now += MINUTE;
    await look();
    expect(await told()).toEqual(once);
    for (const _minute of [1, 2, 3, 4]) {
      now += MINUTE;
      await ran(now);
      await Promise.all([look(), look()]);
    }
    expect(await told()).toHaveLength(4);
    const store = createTroubleStore(client, space, async () => undefined);
    expect(await store.read()).toMatchObject({ troubles: [], pending: [] });
  });

  it('of a channel goes to the others, with what the far side said', async () => {
    await ran(NOW);
    await createCircuits(client, async () => undefined).write({
      space,
      channelId: CHANNEL_ID,
      address: 'x',
      state: 'open',
      openedAt: NOW - MINUTE,
      probes: 0,
      probeAt: NOW + HOUR,
      releaseId: null,
      code: 'bot_kicked',
      said: 'Forbidden: bot was kicked',
      remedy: 'Add it again.',
    });
    await look();
    expect(await told()).toEqual([`${DAY_SHIFT} channel_refused began`]);
  });

  it('of the heartbeat is told, and that it arrives again', async () => {
    const store = createHeartbeatStore(client, space, async () => undefined);
    const refused = { ok: false, code: 'x', said: 'HTTP 500', remedy: 'Look.' } as const;
    const called = async (outcome: HeartbeatOutcome) => {
      await store.write(afterCall({ ...(await store.read()), calledAt: now }, outcome, now));
      await ran(now);
      await look();
      now += MINUTE;
    };
    for (const _call of [1, 2]) await called(refused);
    expect(await told()).toEqual([]);
    await called(refused);
    const began = [`${DAY_SHIFT} heartbeat_failing began`, `${CHANNEL_ID} heartbeat_failing began`];
    expect(await told()).toEqual(began);
    for (const _call of [1, 2, 3, 4]) await called({ ok: true, said: 'HTTP 200' });
    expect((await told()).filter((one) => !began.includes(one))).toEqual([
      `${DAY_SHIFT} heartbeat_failing over`,
      `${CHANNEL_ID} heartbeat_failing over`,
    ]);
  });

  describe('a source', () => {
    const logon = (at: number) =>
      client.index({ index: logs, document: logonDocument({ account: 'anna', at }), refresh: true });
    const checked = async () => {
      await checkSource(kibana(), space);
      await ran(now);
      await look();
      return (await createSourceStore(client, space, async () => undefined).read())?.lastLogons;
    };

    it('that sends nothing for half an hour is told, and that it sends again', async () => {
      await logon(NOW - 31 * MINUTE);
      expect(await checked()).toEqual([{ pattern: logs, at: NOW - 31 * MINUTE, longestGap: 0 }]);
      expect(await told()).toEqual([`${DAY_SHIFT} source_silent began`, `${CHANNEL_ID} source_silent began`]);
      await logon(NOW);
      for (const _look of [1, 2]) {
        now += 5 * MINUTE;
        await checked();
      }
      expect((await told()).filter((one) => one.endsWith('over'))).toHaveLength(2);
    });

    it('that is used to longer silence is not', async () => {
      for (const hours of [1, 9, 10]) await logon(NOW - hours * HOUR);
      expect(await checked()).toEqual([{ pattern: logs, at: NOW - HOUR, longestGap: 8 * HOUR }]);
      expect(await told()).toEqual([]);
    });

    it('that never sent a logon is not', async () => {
      expect(await checked()).toEqual([{ pattern: logs, at: null, longestGap: 0 }]);
      expect(await told()).toEqual([]);
    });
  });
});

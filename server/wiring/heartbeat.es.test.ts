import type { Client } from '@elastic/elasticsearch';
import { DEFAULT_TELL } from '../../common/channels/tell';
import { Secret } from '../../common/channels/secret';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import type { TickReport } from '../../common/status/status';
import { testBackground } from '../../test/background';
import { DAY, HOUR, MINUTE, NOW, SECOND } from '../../test/builders';
import { CHANNEL_ID, channelFacts, telegramChannel } from '../../test/channels';
import { useTestElasticsearch } from '../../test/elasticsearch';
import { tick } from '../../test/status_facts';
import { createHeartbeatStore } from '../adapters/storage/heartbeat_document';
import { createMemoryStore } from '../adapters/storage/memory_document';
import { createSpaceIndices, stateIndex } from '../adapters/storage/own_indices';
import { tellDaily } from '../flow/tell_daily';
import type { DailyMessage } from '../notify/message/message';
import type { UrlCaller } from '../notify/webhook/webhook_port';
import type { SettingsAttributes } from '../routes/settings/settings_port';
import type { Background } from './background';
import { dailyPorts } from './daily_facts';
import { beatPorts } from './heartbeat';
import { Heartbeats } from '../flow/heartbeat';

jest.setTimeout(60_000);

const URL_TO_CALL = 'https://hc-ping.com/a-secret-part-of-the-address';

describe('the heartbeat, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let client: Client;
  let serial = 0;
  let space: string;
  let now: number;
  let called: string[];

  const attributes = (): SettingsAttributes => ({
    settings: {
      ...DEFAULT_SETTINGS,
      indexPatterns: ['winlogbeat-*'],
      heartbeat: { method: 'post', minutes: 5 },
      channels: [
        {
          ...telegramChannel('-2001'),
          tell: { ...DEFAULT_TELL, allQuiet: { at: '03:15', timeZone: 'UTC' } },
        },
      ],
    },
    detectionOn: true,
    authority: { kind: 'internal_user', since: NOW - DAY },
    channels: [channelFacts()],
    heartbeatHost: 'hc-ping.com',
  });
  /** One Kibana. */
  const kibana = (): Background => {
    const background = testBackground(client, {}, () => now);
    const opened = {
      attributes: attributes(),
      channelSecrets: {},
      heartbeatUrl: new Secret(URL_TO_CALL),
      apiKey: null,
    };
    return {
      ...background,
      settings: {
        ...background.settings,
        openIfReadable: async () => opened,
        spacesTurnedOn: async () => [{ space, attributes: attributes(), version: '1' }],
      },
    };
  };
  const caller: UrlCaller = {
    call: async (url, method) => {
      called.push(`${method} ${url.reveal()}`);
      return { kind: 'answered', by: 'receiver', status: 200, said: 'OK', retryAfterMs: null };
    },
    forbids: () => null,
  };
  const heart = () =>
    new Heartbeats(beatPorts(kibana(), caller, () => [{ space, attributes: attributes(), version: '1' }]));
  const ran = async (report: Partial<TickReport> = {}) => {
    const memory = createMemoryStore(client, space, async () => undefined);
    const lastTick = tick({ finishedAt: now, ...report });
    await memory.write({ ...(await memory.read()), lastTick, lastGoodTickAt: now });
  };

  beforeEach(async () => {
    client = elasticsearch.client();
    space = `${elasticsearch.id}-${(serial += 1)}`;
    now = NOW;
    called = [];
    await kibana().setUpIndices();
    await createSpaceIndices(client, space);
  });

  it('calls once where two Kibanas watch, and says what came of it without the URL', async () => {
    await ran();
    const both = [heart(), heart()];
    for (const _look of [1, 2, 3]) {
      await Promise.all(both.map((one) => one.beat()));
      now += 5 * SECOND;
    }
    expect(called).toEqual([`post ${URL_TO_CALL}`]);
    const stored = await createHeartbeatStore(client, space, async () => undefined).read();
    expect(stored).toMatchObject({ calledAt: NOW, last: { at: NOW, ok: true, said: 'HTTP 200: OK' } });
    const document = await client.get({ index: stateIndex(space), id: 'heartbeat' });
    expect(JSON.stringify(document)).not.toContain('a-secret-part');
  });

  it.each<[string, () => Promise<void>]>([
    ['no run was good yet', async () => undefined],
    ['the last run failed', () => ran({ outcome: 'failed' })],
    ['the last run is two minutes ago', () => ran().then(() => void (now += 2 * MINUTE))],
  ])('calls nobody where %s, and does with the next good run', async (_when, given) => {
    await given();
    const one = heart();
    await one.beat();
    expect(called).toEqual([]);
    await ran();
    await one.beat();
    expect(called).toHaveLength(1);
  });

  describe('the daily message', () => {
    const look = () => tellDaily(dailyPorts({ background: kibana(), canEncrypt: true, linkOf: () => null }));
    const told = async () => {
      await client.indices.refresh({ index: stateIndex(space) });
      const all = await client.search<{ entry: { id: string; message: DailyMessage } }>({
        index: stateIndex(space),
        query: { term: { reason: 'notice' } },
      });
      return all.hits.hits.flatMap(({ _source }) => (_source ? [_source.entry] : []));
    };
    const counts = {
      since: NOW - 3 * DAY,
      until: NOW,
      hours: [{ at: NOW - 2 * HOUR, failures: 12_345 }],
    };
    const runDaily = async (given: () => Promise<void>) => {
      now = NOW - MINUTE;
      await look();
      now = NOW + SECOND;
      await given();
      await Promise.all([look(), look()]);
      await look();
      return told();
    };

    it('is planned once by two Kibanas, of what is stored', async () => {
      const entries = await runDaily(async () => {
        await ran();
        const memory = createMemoryStore(client, space, async () => undefined);
        await memory.write({ ...(await memory.read()), counts });
      });
      expect(entries.map(({ id }) => id)).toEqual([`daily-${NOW}-${CHANNEL_ID}`]);
      expect(entries[0]?.message).toMatchObject({
        failures: 12_345,
        attacks: 0,
        open: 0,
        state: 'running',
        problems: [],
      });
    });

    it('says that detection fails where it does', async () => {
      const cause = { code: 'es_unavailable', severity: 'error', message: 'Away.', remedy: 'Wait.' } as const;
      const [entry] = await runDaily(() => ran({ outcome: 'failed', problems: [cause] }));
      expect(entry?.message).toMatchObject({
        state: 'failing',
        problems: [{ code: 'es_unavailable', message: 'Away.' }],
      });
    });
  });
});

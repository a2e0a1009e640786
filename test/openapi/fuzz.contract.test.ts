import { telegramChannel, withToken } from '../channels';
import fc from 'fast-check';
import { startBotApi, type BotApi } from '../../sandbox/bot_api/bot_api';
import { DEMO_BOT, DEMO_CHATS } from '../../sandbox/bot_api/chats';
import { API, type SettingsView } from '../../common/api/api';
import { BOUNDS } from '../../common/bounds';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { useTestElasticsearch } from '../elasticsearch';
import { KibanaClient } from '../kibana_client';
import { buildWhereNeeded, startSandboxProcess, type SandboxProcess } from '../sandbox_process';
import { createWinlogbeatIndex } from '../winlogbeat';
import { mismatchOf } from './conformance';
import { anyRequest, type MadeUp } from './requests';

jest.setTimeout(300_000);

/** The same ones at each run; `npm run fuzz` makes up thousands of others. */
const FUZZ = { numRuns: 300, seed: 20260302, endOnFailure: true };
/** Each takes 60 questions a minute. */
const SPACES = 4;

describe('made-up requests', () => {
  let sandbox: SandboxProcess | undefined;
  let botApi: BotApi | undefined;
  let doors: KibanaClient[] = [];
  // Before Elasticsearch is asked for: what is registered first ends first.
  afterAll(async () => {
    for (const door of doors) {
      const { version, detectionOn } = await door.expect<SettingsView>('GET', API.settings);
      if (detectionOn) await door.expect('POST', API.turnOff, { version });
      await door.call('DELETE', `/api/spaces/space/${door.space}`);
    }
    await sandbox?.stop();
    await botApi?.close();
  }, 60_000);
  const elasticsearch = useTestElasticsearch();
  const ids = Array.from({ length: SPACES }, (_, n) => `${elasticsearch.id}-${n}`);

  beforeAll(async () => {
    await buildWhereNeeded();
    botApi = await startBotApi();
    const place = { elasticsearch: elasticsearch.node(), apiUrl: botApi.url, space: elasticsearch.id };
    const { url } = (sandbox = await startSandboxProcess(place));
    await createWinlogbeatIndex(elasticsearch.client(), `winlogbeat-${elasticsearch.id}`);
    for (const id of ids)
      await new KibanaClient(url, null).expect('POST', '/api/spaces/space', { id, name: id });
    doors = ids.map((id) => new KibanaClient(url, null, id));
    for (const door of doors) await set(door);
  }, 400_000);

  /** With a token and a chat, so that Telegram is asked. */
  const set = (door: KibanaClient) =>
    door.expect('PUT', API.settings, {
      settings: {
        ...DEFAULT_SETTINGS,
        indexPatterns: [`winlogbeat-${elasticsearch.id}`],
        channels: [telegramChannel(String(DEMO_CHATS.find(({ state }) => state === 'member')?.id))],
      },
      version: null,
      secrets: withToken(DEMO_BOT.token),
    });

  async function bodyOf(door: KibanaClient, { body, knowsVersion }: MadeUp): Promise<unknown> {
    if (!knowsVersion || typeof body !== 'object' || body === null || !('version' in body)) return body;
    return { ...body, version: (await door.expect<SettingsView>('GET', API.settings)).version };
  }

  it('are answered as docs/openapi.yaml says, and never by a server error', async () => {
    const seen = new Map<number, number>();
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(anyRequest(), async (made) => {
        const door = doors[turn++ % doors.length];
        if (!door) throw new Error('No space to ask in.');
        const answer = await door.call(made.method, made.path, await bodyOf(door, made));
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expect(mismatchOf(made.method, made.path, answer)).toBeUndefined();
        expect(answer.status).toBeLessThan(500);
      }),
      FUZZ,
    );
    // They get in, and not only to be refused for their form.
    expect(seen.get(200)).toBeGreaterThan(30);
    expect(seen.get(400)).toBeGreaterThan(30);
  });

  const json = { 'content-type': 'application/json', 'kbn-xsrf': 'true' };
  it.each([
    ['no JSON', '{"botToken":', json, 400],
    ['one of another type', '<token/>', { ...json, 'content-type': 'application/xml' }, 415],
    ['a text', 'botToken', { ...json, 'content-type': 'text/plain' }, 400],
    ['one too large', JSON.stringify({ botToken: 'a'.repeat(BOUNDS.body) }), json, 413],
    ['one without kbn-xsrf', '{}', { 'content-type': 'application/json' }, 400],
    ['a prototype', '{"__proto__":{"botToken":1}}', json, 400],
  ])('%s as a body is refused as described', async (_name, body, headers, status) => {
    const response = await fetch(`${doors[0]?.url}${API.checkToken}`, { method: 'POST', body, headers });
    const answer = { status: response.status, body: (await response.json()) as unknown };
    expect(answer.status).toBe(status);
    expect(mismatchOf('POST', API.checkToken, answer)).toBeUndefined();
  });
});

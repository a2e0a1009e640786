import { telegramChannel, withToken } from './channels';
import type { Client } from '@elastic/elasticsearch';
import { API, type AlertsResponse, type SettingsView } from '../common/api/api';
import { DEFAULT_SETTINGS, type SettingsInput } from '../common/settings/settings';
import type { StatusResponse } from '../common/status/status';
import { DEMO_CHATS } from '../sandbox/bot_api/chats';
import { eventually } from './eventually';
import { KibanaClient } from './kibana_client';
import { rulesWith } from './rules_with';
import { failedLogonDocument } from './winlogbeat';

/** A chat that the stand-in's bots may write to. */
const GROUP_CHAT = String(DEMO_CHATS.find(({ state }) => state === 'member')?.id);

/** A space with an index of its own, and what a person does in it. */
export class WatchedSpace {
  readonly kibana: KibanaClient;
  readonly index: string;

  constructor(
    url: string,
    readonly space: string,
    readonly client: Client,
  ) {
    this.kibana = new KibanaClient(url, null, space);
    this.index = `winlogbeat-${space}`;
  }

  settings = () => this.kibana.expect<SettingsView>('GET', API.settings);
  status = () => this.kibana.expect<StatusResponse>('GET', API.status);
  alerts = async () => (await this.kibana.expect<AlertsResponse>('GET', API.alerts)).alerts;

  /** The answer, whatever it is. */
  async save(botToken?: string, overrides: Partial<SettingsInput> = {}) {
    const { version } = await this.settings();
    const channels = botToken === undefined ? [] : [telegramChannel(GROUP_CHAT)];
    const own = { indexPatterns: [this.index], rules: rulesWith(), interval: '1s', channels };
    const settings = { ...DEFAULT_SETTINGS, ...own, ...overrides };
    return this.kibana.call('PUT', API.settings, { settings, version, secrets: withToken(botToken) });
  }

  async turnOn(): Promise<void> {
    const { version } = await this.settings();
    await this.kibana.expect('POST', API.turnOn, { version });
    await eventually('a good run', async () => (await this.status()).lastTick?.outcome === 'ok');
  }

  async turnOff(): Promise<void> {
    const { version, detectionOn } = await this.settings();
    if (detectionOn) await this.kibana.expect('POST', API.turnOff, { version });
  }

  /** Five failures now: as many as make an attack. */
  async attack(account: string): Promise<void> {
    const now = Date.now();
    const documents = [4, 3, 2, 1, 0].map((ago) => failedLogonDocument({ account, at: now - ago }));
    const operations = documents.flatMap((document) => [{ index: { _index: this.index } }, document]);
    expect((await this.client.bulk({ operations, refresh: true })).errors).toBe(false);
  }

  /** So many runs have ended since. */
  async runs(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const before = (await this.status()).lastTick?.startedAt;
      await eventually('another run', async () => (await this.status()).lastTick?.startedAt !== before);
    }
  }

  async remove(): Promise<void> {
    await this.turnOff();
    await new KibanaClient(this.kibana.url, null).call('DELETE', `/api/spaces/space/${this.space}`);
  }
}

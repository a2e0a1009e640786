import { telegramChannel, withToken } from '../channels';
import { Client } from '@elastic/elasticsearch';
import { randomUUID } from 'node:crypto';
import {
  API,
  type AlertsResponse,
  type ErrorBody,
  type SettingsView,
  type TestChannelResponse,
} from '../../common/api/api';
import type { Channel } from '../../common/channels/channels';
import type { TypedSecrets } from '../../common/channels/kinds';
import type { Problem } from '../../common/status/problems';
import type { SettingsInput } from '../../common/settings/settings';
import type { StatusResponse } from '../../common/status/status';
import { eventually } from '../eventually';
import { KibanaClient } from '../kibana_client';
import '../openapi/examine_answers';
import { rulesWith } from '../rules_with';
import { createWinlogbeatIndex, failedLogonDocument, logonDocument, type LogonOptions } from '../winlogbeat';

export { eventually };

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the suite with npm run e2e.`);
  return value;
};

/**
 * The target of the suite: a sandbox or a Kibana with the plugin, its Elasticsearch, and the stand-in for Telegram.
 */
export const TARGET = {
  url: required('E2E_URL'),
  username: process.env.E2E_USERNAME ?? '',
  password: process.env.E2E_PASSWORD ?? '',
  elasticsearch: required('E2E_ES'),
  botApi: required('E2E_BOT_API'),
  /** Key of the authority that its kibana.yml trusts for mail servers and webhooks; absent where it trusts none of ours. */
  authorityKey: process.env.E2E_AUTHORITY_KEY,
  /** Where `E2E_PROXY` is to listen; absent where its kibana.yml does not list it. */
  proxyPort: process.env.E2E_PROXY_PORT === undefined ? undefined : Number(process.env.E2E_PROXY_PORT),
};

/** Whether Elasticsearch has security: without it there are no users, no privileges and no keys. */
export const SECURED = TARGET.username !== '';
export const LOGIN = SECURED ? { username: TARGET.username, password: TARGET.password } : null;
export const BOT_TOKEN = '100001:stand-in_token_of_the_sandbox_bot_1';
export const REVOKED_TOKEN = '100002:stand-in_token_of_the_sandbox_bot_2';
export const GROUP_CHAT = '-2001';

export const elasticsearch = () => new Client({ node: TARGET.elasticsearch, auth: LOGIN ?? undefined });

export interface ReceivedMessage {
  chat_id: string;
  text: string;
  at: string;
}

/** What arrived at the stand-in; each space of the suite recognises its own by the account's name. */
export async function messagesAbout(account: string): Promise<ReceivedMessage[]> {
  const response = await fetch(`${TARGET.botApi}/_messages`);
  const all = (await response.json()) as ReceivedMessage[];
  return all.filter(({ text }) => text.includes(`User: ${account}\n`));
}

/** The next calls of the bot fail like this. */
export async function scriptTelegram(...faults: object[]): Promise<void> {
  const response = await fetch(`${TARGET.botApi}/_script`, { method: 'POST', body: JSON.stringify(faults) });
  if (!response.ok) throw new Error(`The stand-in refused a fault: ${await response.text()}`);
}

/** A space of its own with an index of its own, so that tests neither see nor disturb each other. */
export class TestSpace {
  readonly id = `e2e-${randomUUID().slice(0, 8)}`;
  readonly index = `winlogbeat-${this.id}`;
  readonly client = elasticsearch();
  readonly kibana = new KibanaClient(TARGET.url, LOGIN, this.id);

  static async create(): Promise<TestSpace> {
    const space = new TestSpace();
    await new KibanaClient(TARGET.url, LOGIN).expect('POST', '/api/spaces/space', {
      id: space.id,
      name: space.id,
    });
    await createWinlogbeatIndex(space.client, space.index);
    return space;
  }

  /** With detection on and one attack on an account, of which people were told. */
  static async attacked(account: string): Promise<{ space: TestSpace; id: string }> {
    const space = await TestSpace.create();
    await space.turnOn();
    await space.fail(account, 5);
    const id = await eventually('a delivered alert', async () => {
      const [alert] = await space.alerts();
      return alert?.deliveries[0]?.status === 'delivered' && alert.id;
    });
    return { space, id };
  }

  /** The same space for somebody else. */
  as(username: string, password: string): KibanaClient {
    return new KibanaClient(TARGET.url, { username, password }, this.id);
  }

  /** Only the rule of one account is on, so that one attack is one alert. */
  settings(overrides: Partial<SettingsInput> = {}): SettingsInput {
    return {
      indexPatterns: [this.index],
      rules: rulesWith(),
      interval: '1s',
      cooldown: '15m',
      retention: '90d',
      keepDomainsApart: false,
      excludedAccounts: [],
      excludedAddresses: [],
      patternFields: [],
      kerberosAndNtlm: 'off',
      fields: {},
      channels: [telegramChannel(GROUP_CHAT)],
      heartbeat: null,
      ...overrides,
    };
  }

  async save(
    overrides: Partial<SettingsInput> = {},
    botToken: string | undefined = BOT_TOKEN,
  ): Promise<SettingsView> {
    const { version } = await this.kibana.expect<SettingsView>('GET', API.settings);
    const settings = this.settings(overrides);
    const secrets = settings.channels.length > 0 ? withToken(botToken) : {};
    return this.kibana.expect<SettingsView>('PUT', API.settings, { settings, version, secrets });
  }

  /**
   * Sends a test message through a channel, saved or not, and resolves when it is known what became of it. Secrets that
   * are not given are the saved ones.
   */
  async tryChannel(channel: Channel, secrets?: TypedSecrets): Promise<TestChannelResponse> {
    const request = { channel, ...(secrets ? { secrets } : {}) };
    const sent = await this.kibana.expect<TestChannelResponse>('POST', API.testChannel, request);
    if (sent.outcome !== 'waiting') return sent;
    const path = API.channelTest.replace('{id}', sent.id);
    return eventually('what became of the test message', async () => {
      const now = await this.kibana.expect<TestChannelResponse>('GET', path);
      return now.outcome !== 'waiting' && now;
    });
  }

  async turnOn(overrides: Partial<SettingsInput> = {}): Promise<SettingsView> {
    const { version } = await this.save(overrides);
    const view = await this.kibana.expect<SettingsView>('POST', API.turnOn, { version });
    await eventually('the first run', async () => (await this.status()).lastTick !== null);
    return view;
  }

  async turnOff(): Promise<void> {
    const { version, detectionOn } = await this.kibana.expect<SettingsView>('GET', API.settings);
    if (detectionOn) await this.kibana.call('POST', API.turnOff, { version });
  }

  status(): Promise<StatusResponse> {
    return this.kibana.expect<StatusResponse>('GET', API.status);
  }

  async alerts(): Promise<AlertsResponse['alerts']> {
    return (await this.kibana.expect<AlertsResponse>('GET', API.alerts)).alerts;
  }

  /**
   * Failed logons now, one a millisecond, of one account or as many of each. Resolves when Elasticsearch has confirmed
   * them; all are seen from the same moment on.
   */
  async fail(
    accounts: string | readonly string[],
    times: number,
    options: Partial<LogonOptions> = {},
  ): Promise<void> {
    const start = Date.now() - times;
    const documents = [accounts]
      .flat()
      .flatMap((account) =>
        Array.from({ length: times }, (_, n) =>
          failedLogonDocument({ account, at: start + n, source: '203.0.113.7', ...options }),
        ),
      );
    const operations = documents.flatMap((document) => [{ create: {} }, document]);
    const { errors } = await this.client.bulk({ index: this.index, operations });
    if (errors) throw new Error('Elasticsearch did not take all failed logons.');
  }

  /** A logon that worked, now. Resolves when Elasticsearch has confirmed it. */
  async succeed(account: string, options: Partial<LogonOptions> = {}): Promise<void> {
    const document = logonDocument({ account, at: Date.now(), source: '203.0.113.7', ...options });
    await this.client.index({ index: this.index, document });
  }

  /**
   * Waits for the end of that many runs. The first of them may have begun before now, so from two runs on what was
   * indexed before was read for certain.
   */
  async runs(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const before = (await this.status()).lastTick?.startedAt;
      await eventually('another run', async () => (await this.status()).lastTick?.startedAt !== before);
    }
  }

  async remove(): Promise<void> {
    await this.turnOff();
    await new KibanaClient(TARGET.url, LOGIN).call('DELETE', `/api/spaces/space/${this.id}`);
    const own = [
      this.index,
      `.kibana-brute-force-alerts-alerts-${this.id}`,
      `.kibana-brute-force-alerts-state-${this.id}`,
    ];
    for (const index of own) await this.client.indices.delete({ index }, { ignore: [404] });
    await this.client.close();
  }
}

/** The problems of a refusal, or none where the answer is no refusal. */
export function problemsOf(answer: { status: number; body: unknown }): Problem[] {
  return (answer.body as ErrorBody).attributes?.problems ?? [];
}

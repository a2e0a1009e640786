import { CHANNEL_ID, channelFacts, telegramChannel } from './channels';
import type { Client } from '@elastic/elasticsearch';
import { Secret } from '../common/channels/secret';
import { DEFAULT_SETTINGS, type SettingsInput } from '../common/settings/settings';
import type { Logger } from '../kibana_contracts/server';
import { createIndexSetup } from '../server/adapters/storage/own_indices';
import type { Background } from '../server/wiring/background';
import { KeptInSpaces } from '../server/wiring/kept_in_spaces';
import type { OpenedSettings } from '../server/routes/settings/settings_port';

export const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  get: () => SILENT,
};

export const TEST_TOKEN = '100001:stand-in_token_of_the_sandbox_bot_1';

const refuse = (): never => {
  throw new Error('Where Elasticsearch has no security there are no keys.');
};

/**
 * What wiring.ts hands to the background where Elasticsearch has no security, with settings that stand in no saved
 * object. `clock` is the test's.
 */
export function testBackground(
  client: Client,
  settings: Partial<SettingsInput>,
  clock: () => number,
): Background {
  const opened: OpenedSettings = {
    attributes: {
      settings: { ...DEFAULT_SETTINGS, channels: [telegramChannel('-2001')], ...settings },
      detectionOn: true,
      authority: { kind: 'internal_user', since: clock() },
      channels: [channelFacts()],
    },
    channelSecrets: { [CHANNEL_ID]: { botToken: new Secret(TEST_TOKEN) } },
    heartbeatUrl: null,
    apiKey: null,
  };
  return {
    internalClient: client,
    settings: {
      open: async () => opened,
      openIfReadable: async () => opened,
      spacesTurnedOn: async () => [],
      changeOptions: async () => undefined,
      isUndecryptable: () => false,
    },
    authority: {
      securityOn: () => false,
      userOf: () => null,
      mint: refuse,
      invalidate: refuse,
      clientOf: refuse,
    },
    secrets: { read: async () => null, saw: async () => undefined },
    setUpIndices: createIndexSetup(client, SILENT),
    linkOf: () => null,
    digestLinkOf: () => null,
    canEdit: () => true,
    pokeOutbox: () => undefined,
    kept: new KeptInSpaces(),
    startedAt: 0,
    clock,
    logger: SILENT,
  };
}

import { API, type SettingsView } from '../../common/api/api';
import type { Channel } from '../../common/channels/channels';
import { PLAIN } from '../../common/channels/telegram';
import type { KibanaClient } from '../../test/kibana_client';
import { DEMO_INDEX, type Stack } from './stack';

const CHANNEL_ID = 'demo';
/** When it tells is left out: the server fills in the defaults. */
const channelOf = (chatId: string): Omit<Channel, 'tell'> => ({
  id: CHANNEL_ID,
  kind: 'telegram',
  name: 'Telegram',
  options: { chatId, ...PLAIN },
});

/** Saves settings with the demo's pattern and chat, and turns detection on. All other settings are the defaults. */
export async function turnOnDetection(kibana: KibanaClient, { telegram }: Stack): Promise<void> {
  const { settings: defaults, version } = await kibana.expect<SettingsView>('GET', API.settings);
  const settings = { ...defaults, indexPatterns: [DEMO_INDEX], channels: [channelOf(telegram.chatId)] };
  const saved = await kibana.expect<SettingsView>('PUT', API.settings, {
    settings,
    version,
    secrets: { [CHANNEL_ID]: { botToken: telegram.token } },
  });
  await kibana.expect('POST', API.turnOn, { version: saved.version });
}

import { API, type SettingsView } from '../../common/api/api';
import type { KibanaClient } from '../../test/kibana_client';
import { DEMO_INDEX, type Stack } from './stack';

/** Saves the demo's pattern and chat, all else as it comes, and turns detection on. */
export async function turnOnDetection(kibana: KibanaClient, { telegram }: Stack): Promise<void> {
  const { settings: defaults, version } = await kibana.expect<SettingsView>('GET', API.settings);
  const settings = { ...defaults, indexPatterns: [DEMO_INDEX], telegramChatId: telegram.chatId };
  const saved = await kibana.expect<SettingsView>('PUT', API.settings, {
    settings,
    version,
    botToken: telegram.token,
  });
  await kibana.expect('POST', API.turnOn, { version: saved.version });
}

import { API, type SaveSettingsResponse } from '../common/api/api';
import type { ChannelSecrets } from '../common/channels/channels';
import { DEFAULT_SETTINGS, type SettingsInput } from '../common/settings/settings';
import { telegramChannel } from './channels';
import { CHAT, type FakeServices } from './fake_services';

/** What a test saves; the rest is the defaults with one Telegram channel. */
export interface Wanted {
  settings?: Partial<SettingsInput>;
  version?: string | null;
  secrets?: ChannelSecrets;
}

/** PUT settings: the answer of the route. */
export const saveSettings = (
  kibana: FakeServices,
  indexPatterns: string[],
  { settings, version = 'v1', ...more }: Wanted,
) =>
  kibana.ask<SaveSettingsResponse>('PUT', API.settings, {
    body: {
      settings: {
        ...DEFAULT_SETTINGS,
        indexPatterns,
        channels: [telegramChannel(CHAT.id)],
        interval: '5s',
        ...settings,
      },
      version,
      ...more,
    },
  });

import type { SettingsView } from '../../../common/api/api';
import { DEFAULT_SETTINGS } from '../../../common/settings/settings';
import type { SavedSettings } from './settings_port';
import type { Services } from '../services';

/** What the browser may know of the saved settings; the defaults where nothing was saved yet. */
export function toView(saved: SavedSettings | null, { canEncrypt }: Services): SettingsView {
  const { settings, detectionOn, tokenSaved, bot, chatTitle } = saved?.attributes ?? {};
  return {
    settings: settings ?? DEFAULT_SETTINGS,
    version: saved?.version ?? null,
    detectionOn: detectionOn ?? false,
    tokenSaved: tokenSaved ?? false,
    bot: bot ?? null,
    chatTitle: chatTitle ?? null,
    canEncrypt,
  };
}

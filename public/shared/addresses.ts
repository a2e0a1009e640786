import { matchPath } from 'react-router-dom';

/** Paths inside the app, as the router has them. */
export const PATH = { alerts: '/alerts', settings: '/settings' } as const;

export type PageName = keyof typeof PATH;

/** The pages of the settings, in their order. The first one is also at the path of the settings itself. */
export const SETTINGS_PAGES = ['sources', 'rules', 'exclusions', 'channels', 'when', 'general'] as const;
export type SettingsPageName = (typeof SETTINGS_PAGES)[number];

/** The page that an address names, and what is open there: the details of an alert, or one channel. */
export type Address =
  { page: 'alerts'; alertId?: string } | { page: 'settings'; part: SettingsPageName; channelId?: string };

/** Reads a path inside the app, `/alerts/<id>` for one. Undefined where there is no such page. */
export function addressOf(pathname: string): Address | undefined {
  return settingsAddress(pathname) ?? alertsAddress(pathname);
}

function settingsAddress(pathname: string): Address | undefined {
  const found = matchPath<{ part?: string; channelId?: string }>(pathname, {
    path: `${PATH.settings}/:part?/:channelId?`,
    exact: true,
  });
  if (!found) return undefined;
  const { part = 'sources', channelId } = found.params;
  const page = SETTINGS_PAGES.find((known) => known === part);
  if (!page || (channelId !== undefined && page !== 'channels')) return undefined;
  return { page: 'settings', part: page, ...(channelId === undefined ? {} : { channelId }) };
}

function alertsAddress(pathname: string): Address | undefined {
  const alerts = matchPath<{ alertId?: string }>(pathname, { path: `${PATH.alerts}/:alertId?`, exact: true });
  if (!alerts) return undefined;
  const { alertId } = alerts.params;
  return alertId === undefined ? { page: 'alerts' } : { page: 'alerts', alertId: decode(alertId) };
}

/** Path of an alert's details. Any id is one part of it. */
export const alertPath = (id: string) => `${PATH.alerts}/${encodeURIComponent(id)}`;

export const settingsPath = (part: SettingsPageName) => `${PATH.settings}/${part}`;

/** Path of one channel's settings. Ids of channels need no encoding. */
export const channelPath = (id: string) => `${settingsPath('channels')}/${id}`;

/** The history decodes a path once already, so that a `%` in it may be a plain one. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { matchPath } from 'react-router-dom';

/** Paths inside the app, as the router has them. */
export const PATH = { alerts: '/alerts', settings: '/settings' } as const;

export type PageName = keyof typeof PATH;

/** The page that an address names, and the alert whose details are open there. */
export type Address = { page: 'alerts'; alertId?: string } | { page: 'settings' };

/** Reads a path inside the app, `/alerts/<id>` for one. Undefined where there is no such page. */
export function addressOf(pathname: string): Address | undefined {
  if (matchPath(pathname, { path: PATH.settings, exact: true })) return { page: 'settings' };
  const alerts = matchPath<{ alertId?: string }>(pathname, { path: `${PATH.alerts}/:alertId?`, exact: true });
  if (!alerts) return undefined;
  const { alertId } = alerts.params;
  return alertId === undefined ? { page: 'alerts' } : { page: 'alerts', alertId: decode(alertId) };
}

/** Path of an alert's details. Any id is one part of it. */
export const alertPath = (id: string) => `${PATH.alerts}/${encodeURIComponent(id)}`;

/** The history decodes a path once already, so that a `%` in it may be a plain one. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

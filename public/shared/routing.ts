export type PageName = 'alerts' | 'settings';

export type Route = { page: 'alerts'; alertId?: string } | { page: 'settings' };

/** Reads a path inside the app, `/alerts/<id>` for one. Undefined where there is no such page. */
export function parsePath(pathname: string): Route | undefined {
  const [page, rest, ...more] = pathname.split('/').filter((part) => part !== '');
  if (more.length > 0) return undefined;
  if (page === 'settings' && rest === undefined) return { page };
  if (page !== 'alerts') return undefined;
  return rest === undefined ? { page } : { page, alertId: decode(rest) };
}

export const alertPath = (id: string) => `/alerts/${encodeURIComponent(id)}`;

/** The history decodes a path once already, so that a `%` in it may be a plain one. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

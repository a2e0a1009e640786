import { PLUGIN_ID } from '../../common/api/plugin';

/**
 * Addresses of alerts' pages for messages, below Kibana's public address and nowhere else: nothing of an event, a
 * request or a header takes part. Null where `server.publicBaseUrl` is not set: nobody knows then under which address
 * people reach Kibana.
 */
export function linksBelow(
  publicBaseUrl: string | undefined,
): (space: string, alertId: string) => string | null {
  return (space, alertId) => {
    if (!publicBaseUrl) return null;
    return `${publicBaseUrl}${inSpace(space)}/app/${PLUGIN_ID}/alerts/${encodeURIComponent(alertId)}`;
  };
}

/** The same for the page of a space's alerts. */
export function listsBelow(publicBaseUrl: string | undefined): (space: string) => string | null {
  return (space) => (publicBaseUrl ? `${publicBaseUrl}${inSpace(space)}/app/${PLUGIN_ID}` : null);
}

/** The same for the page of a space's alerts with only those of a digest. */
export function digestsBelow(
  publicBaseUrl: string | undefined,
): (space: string, digestId: string) => string | null {
  const listOf = listsBelow(publicBaseUrl);
  return (space, digestId) => {
    const list = listOf(space);
    return list === null ? null : `${list}/alerts?digest=${encodeURIComponent(digestId)}`;
  };
}

const inSpace = (space: string) => (space === 'default' ? '' : `/s/${encodeURIComponent(space)}`);

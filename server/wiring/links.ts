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
    const inSpace = space === 'default' ? '' : `/s/${encodeURIComponent(space)}`;
    return `${publicBaseUrl}${inSpace}/app/${PLUGIN_ID}/alerts/${encodeURIComponent(alertId)}`;
  };
}

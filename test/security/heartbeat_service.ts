import { createTestAuthority } from '../certificates';
import { portOf, Receivers } from '../receivers';
import { TARGET } from './place';

/**
 * Starts a service on loopback that refuses every call of a heartbeat and repeats its address. `url`: with that key in it;
 * undefined where the Kibana under test trusts none of our servers.
 */
export async function startHeartbeatService(
  key: string,
): Promise<{ url: string | undefined; close(): Promise<void> }> {
  if (TARGET.authorityKey === undefined) return { url: undefined, close: async () => undefined };
  const authority = createTestAuthority(undefined, TARGET.authorityKey);
  const receivers = new Receivers();
  const server = await receivers.start(authority.issue(['127.0.0.1']));
  receivers.answer = ({ url }, response) => response.writeHead(500).end(`no such check: ${url}`);
  return {
    url: `https://127.0.0.1:${portOf(server)}/${key}?token=${key}`,
    close: () => receivers.close(),
  };
}

import { API, type TestChannelResponse } from '../../common/api/api';
import type { Channel } from '../../common/channels/channels';
import { eventually } from '../eventually';
import type { KibanaClient } from '../kibana_client';

/** Sends a test message through a channel as it is saved. Gives its outcome, or why it could not be sent so far. */
export async function becameOfTest(somebody: KibanaClient, channel: Channel): Promise<string> {
  const sent = await somebody.expect<TestChannelResponse>('POST', API.testChannel, { channel });
  if (sent.outcome !== 'waiting') throw new Error(`It does not wait: ${JSON.stringify(sent)}`);
  const path = API.channelTest.replace('{id}', sent.id);
  return eventually('what became of the test message', async () => {
    const now = await somebody.expect<TestChannelResponse>('GET', path);
    return now.outcome === 'waiting' ? now.last?.code : now.outcome;
  });
}

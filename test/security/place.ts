import { API, type TestChannelResponse } from '../../common/api/api';
import { eventually, LOGIN, SECURED, TARGET, TestSpace } from '../e2e/harness';
import { KibanaClient } from '../kibana_client';

if (!SECURED)
  throw new Error(
    'The security suite needs an Elasticsearch with security: run it with npm run test:security.',
  );

export { eventually, LOGIN, TARGET, TestSpace };

/** The doors that lead to the plugin: on the sandbox a second one, whose routes are guarded as in Kibana 9. */
export const DOORS: Array<[form: string, url: string]> = [
  ['its own form', TARGET.url],
  ...(process.env.E2E_AUTHZ_URL
    ? ([['security.authz alone, as in Kibana 9', process.env.E2E_AUTHZ_URL]] as Array<[string, string]>)
    : []),
];

export const superuserIn = (space: TestSpace, url = TARGET.url) => new KibanaClient(url, LOGIN, space.id);

/** A space in which detection is on, one attack was found and its message delivered. */
export async function attackedSpace(account: string): Promise<{ space: TestSpace; alertId: string }> {
  const { space, id } = await TestSpace.attacked(account);
  return { space, alertId: id };
}

/** The id of a test message that went through the space's own channel and arrived. */
export async function sentTest(space: TestSpace): Promise<string> {
  const [channel] = space.settings().channels;
  const sent = await space.kibana.expect<TestChannelResponse>('POST', API.testChannel, { channel });
  if (sent.outcome !== 'waiting') throw new Error(`The test is not in the outbox: ${JSON.stringify(sent)}`);
  const path = API.channelTest.replace('{id}', sent.id);
  await eventually('the test message', async () => {
    const now = await space.kibana.expect<TestChannelResponse>('GET', path);
    return now.outcome === 'delivered';
  });
  return sent.id;
}

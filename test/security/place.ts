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
  const space = await TestSpace.create();
  await space.turnOn();
  await space.fail(account, 5);
  const alert = await eventually('the delivery', async () => {
    const [first] = await space.alerts();
    return first?.deliveries[0]?.status === 'delivered' && first;
  });
  return { space, alertId: alert.id };
}

import { createTestAuthority } from '../certificates';
import { startMailServer, type MailServer } from '../mail_server';
import { portOf, Receivers } from '../receivers';
import { TARGET } from './harness';

/** A suite that needs a mail server or a webhook that the Kibana trusts. `what`: the name of the suite. */
export const describeWithFarSides = (what: string, tests: () => void): void =>
  TARGET.authorityKey === undefined
    ? describe.skip(`${what} (left out: this Kibana trusts none of our servers; see --authority)`, tests)
    : describe(what, tests);

/** A mail server and a receiver of webhooks on loopback that live as long as the suite. Call it outside of a test. */
export function useFarSides() {
  const receivers = new Receivers();
  let mail: MailServer;
  let port: number;
  beforeAll(async () => {
    const authority = createTestAuthority(undefined, TARGET.authorityKey);
    mail = await startMailServer(authority.issue(['127.0.0.1', 'localhost']));
    port = portOf(await receivers.start(authority.issue(['127.0.0.1'])));
  });
  beforeEach(() => receivers.reset());
  afterAll(async () => {
    await mail.close();
    await receivers.close();
  });
  return { receivers, mail: () => mail, webhookHost: () => `127.0.0.1:${port}` };
}

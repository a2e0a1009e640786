import { Client, type estypes } from '@elastic/elasticsearch';
import { randomUUID } from 'node:crypto';
import { removeIndices } from './elasticsearch';

const { ES_SECURED_URL = '', ES_SECURED_USERNAME = '', ES_SECURED_PASSWORD = '' } = process.env;

/** `describe` where there is an Elasticsearch with API keys; else the suite is left out, and says so. */
export function describeSecured(what: string, suite: () => void): void {
  if (!ES_SECURED_URL) console.warn(`ES_SECURED_URL is not set: ${what} is not tested.`);
  (ES_SECURED_URL ? describe : describe.skip)(what, suite);
}

type Rights = estypes.SecurityIndicesPrivileges[];

export interface TestKey {
  id: string;
  /** As it goes into a header. */
  encoded: string;
  client: Client;
}

/** Users, roles, keys and indices of one suite; all carry its id, and are gone at its end. */
export class SecuredElasticsearch {
  readonly id = `secured-${randomUUID().slice(0, 8)}`;
  readonly #users = new Set<string>();
  readonly #roles = new Set<string>();
  readonly #clients: Client[] = [];
  readonly #password: string = randomUUID();
  readonly admin = this.#connect({
    auth: { username: ES_SECURED_USERNAME, password: ES_SECURED_PASSWORD },
  });

  #connect(options: object): Client {
    const client = new Client({ node: ES_SECURED_URL || 'http://none', ...options });
    this.#clients.push(client);
    return client;
  }

  named = (name: string) => `${name}-${this.id}`;

  /** Somebody with one role for each list of rights. May change their own keys. */
  async makeUser(name: string, ...rights: Rights[]): Promise<Client> {
    const roles: string[] = [];
    for (const [n, indices] of rights.entries()) {
      const role = this.named(`${name}-${n}`);
      this.#roles.add(role);
      roles.push(role);
      await this.admin.security.putRole({ name: role, cluster: ['manage_own_api_key'], indices });
    }
    const username = this.named(name);
    this.#users.add(username);
    await this.admin.security.putUser({ username, password: this.#password, roles });
    return this.as(name);
  }

  as = (name: string): Client =>
    this.#connect({ auth: { username: this.named(name), password: this.#password } });

  /** As the plugin has Kibana grant it. */
  async grantKey(name: string, patterns: string[], expiration?: string): Promise<TestKey> {
    const names = patterns;
    const role_descriptors: Record<string, estypes.SecurityRoleDescriptor> = {
      read_events: { indices: [{ names, privileges: ['read', 'view_index_metadata'] }] },
    };
    const { id, encoded } = await this.admin.security.grantApiKey({
      grant_type: 'password',
      username: this.named(name),
      password: this.#password,
      api_key: { name: this.named('key'), expiration, role_descriptors },
    });
    return { id, encoded, client: this.withKey(encoded) };
  }

  withKey = (encoded: string): Client => this.#connect({ headers: { authorization: `ApiKey ${encoded}` } });

  async remove(): Promise<void> {
    await removeIndices(this.admin, `*${this.id}*`);
    for (const username of this.#users) await this.admin.security.deleteUser({ username }, { ignore: [404] });
    for (const name of this.#roles) await this.admin.security.deleteRole({ name }, { ignore: [404] });
    for (const client of this.#clients) await client.close();
  }
}

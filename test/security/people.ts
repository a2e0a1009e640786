import type { estypes } from '@elastic/elasticsearch';
import { KibanaClient, type Login } from '../kibana_client';
import { TARGET, type TestSpace } from './place';

const PASSWORD = 'password-of-the-security-suite';

export interface Rights {
  /** The person's privilege for the feature, in their space. None: somebody who can log in, and nothing else. */
  feature?: 'read' | 'all';
  /** Further privileges of Kibana, by their names in Elasticsearch. */
  kibana?: string[];
  indices?: estypes.SecurityIndicesPrivileges[];
}

/** People with a role of their own each, removed together. */
export class People {
  readonly #names = new Map<string, string>();

  constructor(private readonly space: TestSpace) {}

  async make(name: string, { feature, kibana = [], indices = [] }: Rights): Promise<Login> {
    const { client, id } = this.space;
    const username = `${id}-${name}`;
    const privileges = [...(feature ? [`feature_bruteForceAlerts.${feature}`] : []), ...kibana];
    const applications =
      privileges.length > 0
        ? [{ application: 'kibana-.kibana', privileges, resources: [`space:${id}`] }]
        : [];
    await client.security.putRole({ name: username, indices, applications });
    await client.security.putUser({ username, password: PASSWORD, roles: [username] });
    this.#names.set(name, username);
    return this.login(name);
  }

  login(name: string): Login {
    const username = this.#names.get(name);
    if (!username) throw new Error(`Nobody is called ${name}.`);
    return { username, password: PASSWORD };
  }

  /** A client for the person in a space, which may be another than their own. */
  in(space: TestSpace, name: string, url = TARGET.url): KibanaClient {
    return new KibanaClient(url, this.login(name), space.id);
  }

  async remove(): Promise<void> {
    const { security } = this.space.client;
    for (const username of this.#names.values()) {
      await security.deleteUser({ username }, { ignore: [404] });
      await security.deleteRole({ name: username }, { ignore: [404] });
    }
  }
}

/** Who may read the events of a space, as somebody needs it who turns detection on. */
export const readsEventsOf = ({ index }: TestSpace): estypes.SecurityIndicesPrivileges[] => [
  { names: [index], privileges: ['read', 'view_index_metadata'] },
];

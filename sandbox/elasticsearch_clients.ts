import { Client } from '@elastic/elasticsearch';

/** Where Elasticsearch is, and who the sandbox is there; without a name where security is off. */
export interface ElasticsearchOptions {
  node: string;
  username?: string;
  password?: string;
}

/** The internal user's client, and clients that carry a caller's own header and nothing of the internal user. */
export interface ElasticsearchClients {
  internal: Client;
  forHeader(authorization: string | undefined): Client;
  close(): Promise<void>;
}

/** Makes the clients. With security off nobody's header is passed on. */
export function createClients(
  { node, username, password }: ElasticsearchOptions,
  security: boolean,
): ElasticsearchClients {
  const auth = security && username ? { username, password: password ?? '' } : undefined;
  const internal = new Client({ node, auth });
  const anonymous = new Client({ node });
  return {
    internal,
    forHeader: (authorization) =>
      security && authorization ? anonymous.child({ headers: { authorization } }) : anonymous,
    close: async () => {
      await Promise.all([internal.close(), anonymous.close()]);
    },
  };
}

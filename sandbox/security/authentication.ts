import { errors, type Client } from '@elastic/elasticsearch';
import type { AuthenticatedUser } from '../../kibana_contracts/server';

/** `user` is null where Elasticsearch has no security: everybody may come in, nobody has a name. */
export type AuthenticationOutcome = { user: AuthenticatedUser | null } | 'refused';

export interface Authentication {
  authenticate(authorization: string | undefined): Promise<AuthenticationOutcome>;
}

/** Elasticsearch security is off. */
export const noAuthentication: Authentication = { authenticate: async () => ({ user: null }) };

/**
 * For how many milliseconds an answer of Elasticsearch about a caller is reused, since a page makes many requests at
 * once.
 */
const BELIEVED = 3_000;

/** Basic and ApiKey callers, each asked of Elasticsearch with the caller's own header. */
export function createAuthentication(clientFor: (authorization: string) => Client): Authentication {
  const known = new Map<string, { until: number; outcome: Promise<AuthenticationOutcome> }>();
  return {
    async authenticate(authorization) {
      if (!/^(Basic|ApiKey) /i.test(authorization ?? '')) return 'refused';
      const header = String(authorization);
      const remembered = known.get(header);
      if (remembered && remembered.until > Date.now()) return remembered.outcome;
      const outcome = ask(clientFor(header));
      known.set(header, { until: Date.now() + BELIEVED, outcome });
      // A caller who could not be checked is asked about again.
      outcome.catch(() => known.delete(header));
      return outcome;
    },
  };
}

async function ask(client: Client): Promise<AuthenticationOutcome> {
  try {
    const { username, authentication_type } = await client.security.authenticate();
    return { user: { username, authentication_type } };
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 401) return 'refused';
    throw error;
  }
}

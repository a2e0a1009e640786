import { errors, type Client } from '@elastic/elasticsearch';
import type { ApiKeys, SecurityPlugin } from '../../kibana_contracts/server';
import { callerOf } from '../http/requests';

/** The security plugin's contract where Elasticsearch has no security. */
export const noSecurity: SecurityPlugin = {
  authc: {
    getCurrentUser: () => null,
    apiKeys: {
      areAPIKeysEnabled: async () => false,
      grantAsInternalUser: async () => null,
      invalidateAsInternalUser: async () => null,
    },
  },
};

/** The security plugin's contract on an Elasticsearch with security. */
export const createSecurity = (internal: Client): SecurityPlugin => ({
  authc: { getCurrentUser: (request) => callerOf(request).user, apiKeys: createApiKeys(internal) },
});

function createApiKeys(internal: Client): ApiKeys {
  return {
    areAPIKeysEnabled: () => areEnabled(internal),
    grantAsInternalUser: async (request, params) =>
      internal.security.grantApiKey({ ...grantFor(callerOf(request).authorization), api_key: params }),
    invalidateAsInternalUser: ({ ids }) => internal.security.invalidateApiKey({ ids }),
  };
}

/**
 * Whether API keys are switched on. Found out by invalidating a key that does not exist: that fails only where they
 * are off.
 */
async function areEnabled(internal: Client): Promise<boolean> {
  try {
    await internal.security.invalidateApiKey({ ids: ['sandbox-api-key-test'] });
    return true;
  } catch (error) {
    const body = error instanceof errors.ResponseError ? (error.body as DisabledFeature) : undefined;
    if (body?.error?.['disabled.feature'] === 'api_keys') return false;
    throw error;
  }
}
interface DisabledFeature {
  error?: { 'disabled.feature'?: string };
}

/**
 * The credentials with which Elasticsearch makes a key for the caller: their password or token. It makes no key for a
 * caller who comes with a key; then this throws.
 */
function grantFor(authorization: string | undefined) {
  if (!authorization)
    throw new Error('Unable to grant an API Key, request does not contain an authorization header');
  const [scheme = '', credentials = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer')
    return { grant_type: 'access_token' as const, access_token: credentials };
  if (scheme.toLowerCase() !== 'basic')
    throw new Error(`Unsupported scheme "${scheme}" for granting API Key`);
  const [username, ...password] = Buffer.from(credentials, 'base64').toString().split(':');
  return { grant_type: 'password' as const, username, password: password.join(':') };
}

import { reasonOf } from '../../../common/text/reason_of';
import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import { Secret } from '../../../common/channels/secret';
import type {
  ApiKeys,
  CoreStart,
  KibanaRequest,
  Logger,
  SecurityPlugin,
  SecuritySetup,
} from '../../../kibana_contracts/server';
import type { Authority } from '../../routes/authority_port';

const PRIVILEGES = ['read', 'view_index_metadata'];

export function createAuthority(
  core: CoreStart,
  { security, license }: { security?: SecurityPlugin; license?: SecuritySetup['license'] },
  logger: Logger,
): Authority {
  // 8.16 moved the keys to core and kept the plugin's: take what is there.
  const apiKeys: ApiKeys | undefined = security?.authc?.apiKeys ?? core.security?.authc?.apiKeys;
  const callerOf = (request: KibanaRequest) =>
    security?.authc?.getCurrentUser(request) ?? core.security?.authc?.getCurrentUser?.(request) ?? null;

  return {
    securityOn: () => license?.isEnabled() ?? false,
    userOf: (request) => callerOf(request)?.username ?? null,

    async mint(request, patterns, space) {
      const user = callerOf(request);
      if (user?.authentication_type === 'api_key') return { ok: false, problem: problems.callerIsKey() };
      if (!apiKeys || !(await apiKeys.areAPIKeysEnabled()))
        return { ok: false, problem: problems.keysDisabled() };
      const name = `Brute force alerts: ${space} (reads for detection)`;
      const granted = await apiKeys.grantAsInternalUser(request, {
        name,
        metadata: { application: 'bruteForceAlerts', space },
        role_descriptors: { read_events: { indices: [{ names: patterns, privileges: PRIVILEGES }] } },
      });
      if (!granted) return { ok: false, problem: problems.keysDisabled() };
      const header = new Secret(Buffer.from(`${granted.id}:${granted.api_key}`).toString('base64'));
      return {
        ok: true,
        key: { id: granted.id, name: granted.name, username: user?.username ?? '', header },
      };
    },

    async invalidate(keyId) {
      try {
        const answer = await apiKeys?.invalidateAsInternalUser({ ids: [keyId] });
        if (answer && answer.error_count > 0) logger.warn(`API key ${keyId} could not be invalidated`);
      } catch (error) {
        logger.warn(`API key ${keyId} could not be invalidated: ${reasonOf(error)}`);
      }
    },

    clientOf: (key) =>
      core.elasticsearch.client.asScoped({ headers: { authorization: `ApiKey ${key.reveal()}` } })
        .asCurrentUser,
  };
}

const problems = {
  callerIsKey: (): Problem => ({
    code: 'caller_is_api_key',
    severity: 'error',
    message: i18n.translate('bruteForceAlerts.authority.callerIsKeyErrorMessage', {
      defaultMessage:
        'You are logged in with an API key, and Elasticsearch does not let a key make another one.',
    }),
    remedy: i18n.translate('bruteForceAlerts.authority.callerIsKeyRemedy', {
      defaultMessage: 'Log in with user name and password, or single sign-on, and turn detection on again.',
    }),
  }),
  keysDisabled: (): Problem => ({
    code: 'api_keys_disabled',
    severity: 'error',
    message: i18n.translate('bruteForceAlerts.authority.keysDisabledErrorMessage', {
      defaultMessage:
        'API keys are disabled in Elasticsearch, so detection would have no right to read anything.',
    }),
    remedy: i18n.translate('bruteForceAlerts.authority.keysDisabledRemedy', {
      defaultMessage:
        'Ask an admin to set xpack.security.authc.api_key.enabled: true in elasticsearch.yml, then turn detection on again.',
    }),
  }),
};

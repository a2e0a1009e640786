import { i18n } from '@kbn/i18n';
import type { Authority, AuthorityState } from '../../common/status/status';
import { formatTime } from '../shared/format';

type OfKey = Extract<Authority, { kind: 'api_key' }>;

const WELL = new Set<AuthorityState>(['none', 'unchecked', 'working']);

/**
 * Whether nothing is known to be wrong with the rights. What is wrong is explained among the problems, not in this
 * row.
 */
export const isAuthorityWell = ({ state }: Authority) => WELL.has(state);

/** Whether there is a key to replace, or none where there should be one. */
export const mayBeRenewed = (authority: Authority) =>
  authority.kind === 'api_key' ? authority.state !== 'none' : !isAuthorityWell(authority);

export function authorityText(authority: Authority, now: number): string | undefined {
  if (authority.kind === 'api_key') {
    return isAuthorityWell(authority) ? wellText(authority, now) : illText(authority, now);
  }
  if (authority.state === 'missing') {
    return i18n.translate('bruteForceAlerts.status.keyMissingLabel', {
      defaultMessage: 'Reads nothing: there is no API key to read with',
    });
  }
  if (authority.kind === 'none') return undefined;
  return i18n.translate('bruteForceAlerts.status.internalUserLabel', {
    defaultMessage: 'Reads as Kibana itself: Elasticsearch security is off',
  });
}

/** `Reads with the rights of alice since 12:00:00. It goes on when alice leaves.` */
const wellText = (key: OfKey, now: number) =>
  i18n.translate('bruteForceAlerts.status.apiKeyLabel', {
    defaultMessage:
      'Reads with the rights of {username} since {since}. It goes on working when {username} leaves.',
    values: { username: ownerOf(key), since: formatTime(key.since, now) },
  });

const illText = (key: OfKey, now: number) =>
  i18n.translate('bruteForceAlerts.status.apiKeyIllLabel', {
    defaultMessage: 'The API key of {username}, made {since}: {what}',
    values: { username: ownerOf(key), since: formatTime(key.since, now), what: wordOf(key.state) },
  });

const ownerOf = ({ username }: OfKey) =>
  username ||
  i18n.translate('bruteForceAlerts.status.somebodyLabel', {
    defaultMessage: 'the person who turned it on',
  });

function wordOf(state: AuthorityState): string {
  switch (state) {
    case 'expired':
      return i18n.translate('bruteForceAlerts.status.keyExpiredLabel', { defaultMessage: 'expired' });
    case 'revoked':
      return i18n.translate('bruteForceAlerts.status.keyRevokedLabel', { defaultMessage: 'revoked' });
    case 'unknown':
      return i18n.translate('bruteForceAlerts.status.keyUnknownLabel', {
        defaultMessage: 'Elasticsearch no longer has it',
      });
    case 'too_weak':
      return i18n.translate('bruteForceAlerts.status.keyTooWeakLabel', {
        defaultMessage: 'may not read everything any more',
      });
    case 'undecryptable':
      return i18n.translate('bruteForceAlerts.status.keyUndecryptableLabel', {
        defaultMessage: 'cannot be decrypted',
      });
    case 'keys_disabled':
      return i18n.translate('bruteForceAlerts.status.keysDisabledLabel', {
        defaultMessage: 'API keys are disabled in Elasticsearch',
      });
    case 'security_off':
      return i18n.translate('bruteForceAlerts.status.keyUnusedLabel', {
        defaultMessage: 'not used, Elasticsearch security is off',
      });
    case 'missing':
      return i18n.translate('bruteForceAlerts.status.keyGoneLabel', {
        defaultMessage: 'not stored any more',
      });
    default:
      return i18n.translate('bruteForceAlerts.status.keyRefusedLabel', {
        defaultMessage: 'refused by Elasticsearch',
      });
  }
}

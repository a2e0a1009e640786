import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';
import type { Authority, AuthorityState } from '../../../common/status/status';
import type { Memory, SecretsNote, SourceMemory } from '../../../common/status/memory';
import type { SettingsAttributes } from '../settings/settings_port';

/** The state that follows from a problem of a tick or of a source check, by the problem's code. */
const STATE_OF: Record<string, AuthorityState> = {
  no_api_key: 'missing',
  key_expired: 'expired',
  key_revoked: 'revoked',
  key_unknown: 'unknown',
  es_unauthorized: 'refused',
  api_keys_disabled: 'keys_disabled',
  undecryptable: 'undecryptable',
  es_forbidden: 'too_weak',
  es_licence: 'too_weak',
  pattern_unreadable: 'too_weak',
  pattern_by_alias_only: 'too_weak',
  index_right_lost: 'too_weak',
};

interface Facts {
  attributes: SettingsAttributes | null;
  memory: Memory & { source?: SourceMemory | null };
  /** That a Kibana cannot decrypt the key. */
  secrets?: SecretsNote | null;
  securityOn: boolean;
}

/**
 * With whose rights events are read, and whether those still work. Made from what is stored; Elasticsearch is not
 * asked.
 */
export function toAuthority(facts: Facts): Authority {
  const { authority } = facts.attributes ?? {};
  const state = stateOf(facts);
  if (!authority || authority.kind === 'internal_user') return { kind: authority?.kind ?? 'none', state };
  const { username, since, keyName } = authority;
  return { kind: 'api_key', username, since, keyName, state };
}

function stateOf({ attributes, memory, secrets, securityOn }: Facts): AuthorityState {
  if (!attributes?.detectionOn) return 'none';
  const isKey = attributes.authority?.kind === 'api_key';
  if (!securityOn) return isKey ? 'security_off' : 'working';
  if (!isKey) return 'missing';
  if (secrets) return 'undecryptable';
  const { lastTick, source } = memory;
  const said = [...(lastTick?.problems ?? []), ...(source?.problems ?? [])];
  const bad = said.map(({ code }) => STATE_OF[code]).find((state) => state !== undefined);
  return bad ?? (lastTick ? 'working' : 'unchecked');
}

/**
 * One problem for the documents, and one for the fields, that the roles of the key's owner hide. They stay hidden for
 * as long as that key is used.
 */
export function hiddenFromKey({ attributes }: Facts): Problem[] {
  const authority = attributes?.authority;
  if (authority?.kind !== 'api_key' || !authority.hidden) return [];
  const { username, hidden } = authority;
  return [
    ...(hidden.documents.length > 0 ? [documentsHidden(username, hidden.documents)] : []),
    ...(hidden.fields.length > 0 ? [fieldsHidden(username, hidden.fields)] : []),
  ];
}

/** A key that is valid for less than that is to be renewed, ms. */
const EXPIRES_SOON = 7 * 86_400_000;

/** The problem of a key that works and soon will not. */
export function expiringKey({ memory: { source }, now }: Facts & { now: number }): Problem[] {
  const expiresAt = source?.keyExpiresAt ?? null;
  if (expiresAt === null || expiresAt <= now || expiresAt - now >= EXPIRES_SOON) return [];
  return [
    {
      code: 'key_expires_soon',
      severity: 'warning',
      message: i18n.translate('bruteForceAlerts.authority.expiresSoonErrorMessage', {
        defaultMessage:
          'The API key that detection reads with expires at {at} UTC. From then on nothing is read.',
        values: { at: new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' ') },
      }),
      remedy: i18n.translate('bruteForceAlerts.authority.expiresSoonRemedy', {
        defaultMessage: 'Renew the key before that, as a person who may read the events.',
      }),
    },
  ];
}

const remedy = () =>
  i18n.translate('bruteForceAlerts.authority.hiddenRemedy', {
    defaultMessage: 'Have the key renewed by a person whose roles hide nothing there.',
  });

const documentsHidden = (username: string, patterns: string[]): Problem => ({
  code: 'documents_hidden',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.authority.documentsHiddenErrorMessage', {
    defaultMessage: 'Documents of {patterns} that the roles of {username} hide are not counted.',
    values: { patterns: patterns.join(', '), username },
  }),
  remedy: remedy(),
});

const fieldsHidden = (username: string, fields: string[]): Problem => ({
  code: 'fields_hidden',
  severity: 'warning',
  message: i18n.translate('bruteForceAlerts.authority.fieldsHiddenErrorMessage', {
    defaultMessage:
      'The roles of {username} hide fields: {fields}. Events that need them are not seen, or only in part.',
    values: { fields: fields.join(', '), username },
  }),
  remedy: remedy(),
});

import { i18n } from '@kbn/i18n';
import type { Problem } from '../../../common/status/problems';

type Texts = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** A refusal of Elasticsearch (401 or 403) as its client throws it. */
interface Refusal {
  body?: unknown;
  meta?: { body?: unknown; headers?: Record<string, unknown> };
}
interface ErrorBody {
  type?: unknown;
  additional_unsuccessful_credentials?: unknown;
  'license.expired.feature'?: unknown;
  header?: Record<string, unknown>;
}

function bodyOf(error: unknown): ErrorBody {
  const { body, meta } = (error ?? {}) as Refusal;
  const found = (meta?.body ?? body) as { error?: unknown } | undefined;
  return typeof found?.error === 'object' && found.error !== null ? (found.error as ErrorBody) : {};
}

/** Type of the error that Elasticsearch names, e.g. `security_exception`; empty where it names none. */
export function errorTypeOf(error: unknown): string {
  const { type } = bodyOf(error);
  return typeof type === 'string' ? type : '';
}

export const isLicenceRefusal = (error: unknown) => bodyOf(error)['license.expired.feature'] !== undefined;

/**
 * Why Elasticsearch did not take the API key (401). Elasticsearch says it in `additional_unsuccessful_credentials`, in
 * words (seen in 8.14.1); words that are not known here stay the general refusal. Its text holds the key's id: it is
 * read and never passed on.
 */
export function unauthorizedTexts(error: unknown): Texts {
  const said = bodyOf(error).additional_unsuccessful_credentials;
  const words = typeof said === 'string' ? said.toLowerCase() : '';
  if (words.includes('expired')) return expired();
  if (words.includes('invalidated')) return revoked();
  if (words.includes('unable to find')) return unknown();
  // Where keys are switched off, Elasticsearch looks at none, so it says nothing of this one and offers no such scheme.
  const isElasticsearch = errorTypeOf(error) === 'security_exception'; // and not a proxy on the way
  if (words === '' && isElasticsearch && !offersKeys(error)) return keysDisabled();
  return refused();
}

/** Whether the answer's WWW-Authenticate offers API keys; true where there is none. */
function offersKeys(error: unknown): boolean {
  const { meta } = (error ?? {}) as Refusal;
  const offered = meta?.headers?.['www-authenticate'] ?? bodyOf(error).header?.['WWW-Authenticate'];
  return offered === undefined || String(offered).toLowerCase().includes('apikey');
}

const renewRemedy = () =>
  i18n.translate('bruteForceAlerts.authority.renewRemedy', {
    defaultMessage: 'Renew the key as a person who may read the events. What came meanwhile is then read.',
  });

const expired = (): Texts => ({
  code: 'key_expired',
  message: i18n.translate('bruteForceAlerts.authority.expiredErrorMessage', {
    defaultMessage: 'The API key that detection reads with has expired, so it reads nothing.',
  }),
  remedy: renewRemedy(),
});

const revoked = (): Texts => ({
  code: 'key_revoked',
  message: i18n.translate('bruteForceAlerts.authority.revokedErrorMessage', {
    defaultMessage:
      'The API key that detection reads with was revoked: somebody invalidated it in Elasticsearch. Nothing is read.',
  }),
  remedy: renewRemedy(),
});

const unknown = (): Texts => ({
  code: 'key_unknown',
  message: i18n.translate('bruteForceAlerts.authority.unknownErrorMessage', {
    defaultMessage:
      'Elasticsearch no longer has the API key that detection reads with: it was deleted, or this is another cluster. Nothing is read.',
  }),
  remedy: renewRemedy(),
});

const keysDisabled = (): Texts => ({
  code: 'api_keys_disabled',
  message: i18n.translate('bruteForceAlerts.authority.keysSwitchedOffErrorMessage', {
    defaultMessage:
      'API keys were disabled in Elasticsearch since detection was turned on, so it reads nothing.',
  }),
  remedy: i18n.translate('bruteForceAlerts.authority.keysSwitchedOffRemedy', {
    defaultMessage:
      'Ask an admin to set xpack.security.authc.api_key.enabled: true in elasticsearch.yml. Detection then goes on by itself.',
  }),
});

const refused = (): Texts => ({
  code: 'es_unauthorized',
  message: i18n.translate('bruteForceAlerts.elasticsearch.unauthorizedErrorMessage', {
    defaultMessage: 'Elasticsearch refused the API key that detection reads with. Nothing is read.',
  }),
  remedy: renewRemedy(),
});

/** Why Elasticsearch does not let something be read (403): the right, a block on the index, or the licence. */
export function forbiddenTexts(error: unknown): Texts {
  if (isLicenceRefusal(error)) return licence();
  return errorTypeOf(error) === 'cluster_block_exception' ? blocked() : forbidden();
}

const licence = (): Texts => ({
  code: 'es_licence',
  message: i18n.translate('bruteForceAlerts.elasticsearch.licenceErrorMessage', {
    defaultMessage:
      'The rights that events are read with hide documents or fields, and the licence of Elasticsearch no longer covers that: it refuses to read at all.',
  }),
  remedy: i18n.translate('bruteForceAlerts.elasticsearch.licenceRemedy', {
    defaultMessage:
      'Renew the key as a person whose roles hide nothing in these indices, or renew the licence.',
  }),
});

const blocked = (): Texts => ({
  code: 'es_blocked',
  message: i18n.translate('bruteForceAlerts.elasticsearch.blockedErrorMessage', {
    defaultMessage:
      'An index behind the patterns is closed or blocked for reading (index.blocks.read), so nothing was read.',
  }),
  remedy: i18n.translate('bruteForceAlerts.elasticsearch.blockedRemedy', {
    defaultMessage:
      'Open the index or remove the block, or name patterns that leave it out. The next run reads the same events again.',
  }),
});

const forbidden = (): Texts => ({
  code: 'es_forbidden',
  message: i18n.translate('bruteForceAlerts.elasticsearch.forbiddenErrorMessage', {
    defaultMessage:
      'Elasticsearch does not let these events be read: the right to read one of the index patterns is missing.',
  }),
  remedy: i18n.translate('bruteForceAlerts.elasticsearch.forbiddenRemedy', {
    defaultMessage:
      'Ask an admin for a role with read and view_index_metadata on the patterns, then try again, or renew the key that detection reads with.',
  }),
});

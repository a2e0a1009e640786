import { i18n } from '@kbn/i18n';
import type { Hidden } from '../../../common/settings/hidden';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';
import type { EventQuestion } from '../../detect/events/event_source_port';
import { statusOf } from '../elasticsearch_errors';
import { covers, overlap } from '../events/name_patterns';
import { ONCE_MORE } from '../once_more';

/** What hides documents or fields is asked for; a page or a run must not wait for it for long. */
const OPTIONS = { requestTimeout: 15_000, ...ONCE_MORE };
/** Answers to somebody who cannot ask: 400 for an API key, which cannot turn detection on either, and 403. */
const CANNOT_ASK = new Set([400, 403]);

/** Read rights of one role, as `GET _security/user/_privileges` tells them. */
export interface ReadGrant {
  names: string[];
  /** Hides documents that it does not match. */
  hasQuery: boolean;
  /** Empty where every field is visible; one that grants a field is enough. */
  fieldRules: Array<{ grant: string[]; except: string[] }>;
}

const READS = new Set(['all', 'read']);

/**
 * What the roles of a person hide of the patterns: document- and field-level security. A key made for this person
 * hides the same, and no search says so.
 */
export async function findHidden(
  client: ElasticsearchClient,
  patterns: string[],
  question: EventQuestion,
): Promise<Hidden> {
  return hiddenBy(await readGrants(client), patterns, question);
}

async function readGrants(client: ElasticsearchClient): Promise<ReadGrant[]> {
  try {
    const { indices } = await client.security.getUserPrivileges({}, OPTIONS);
    return indices
      .filter(({ privileges }) => privileges.some((privilege) => READS.has(privilege)))
      .map(({ names, query, field_security: rules }) => ({
        names: [names].flat(),
        hasQuery: [query ?? []].flat().length > 0,
        fieldRules: [rules ?? []].flat().map(({ grant, except }) => ({
          grant: [grant ?? '*'].flat(),
          except: [except ?? []].flat(),
        })),
      }));
  } catch (error) {
    if (CANNOT_ASK.has(statusOf(error) ?? 0)) return [];
    throw error;
  }
}

/** Pure. Rights add up: what one role hides is visible where another role hides nothing of it. */
export function hiddenBy(grants: ReadGrant[], patterns: string[], question: EventQuestion): Hidden {
  const documents = new Set<string>();
  const fields = new Set<string>();
  for (const pattern of patterns) {
    for (const grant of grants) {
      const name = grant.names.find((one) => overlap(one, pattern));
      if (name === undefined) continue;
      const showing = [grant, ...grants.filter((other) => covering(other, grant, pattern))];
      if (showing.every(({ hasQuery }) => hasQuery)) documents.add(pattern);
      for (const field of question.neededFields.flat())
        if (!showing.some((one) => shows(one, field))) fields.add(field);
    }
  }
  return { documents: [...documents], fields: [...fields] };
}

/** Whether `other` is about everything that `grant` is about, as far as the pattern reaches. */
const covering = (other: ReadGrant, grant: ReadGrant, pattern: string) =>
  other !== grant &&
  grant.names
    .filter((name) => overlap(name, pattern))
    .every((name) => other.names.some((wide) => covers(wide, pattern) || covers(wide, name)));

const shows = ({ fieldRules }: ReadGrant, field: string) =>
  fieldRules.length === 0 ||
  fieldRules.some(
    ({ grant, except }) =>
      grant.some((one) => covers(one, field)) && !except.some((one) => covers(one, field)),
  );

/** What a person is told before their rights are lent. Where a needed field is hidden whole, that is an error. */
export function hiddenProblems({ documents, fields }: Hidden, question: EventQuestion): Problem[] {
  const blind = question.neededFields.some((group) => group.every((field) => fields.includes(field)));
  return [
    ...(documents.length > 0 ? [documentsHidden(documents)] : []),
    ...(fields.length === 0 ? [] : [blind ? neededFieldsHidden(fields) : fieldsHidden(fields)]),
  ];
}

const FIELD = 'settings.indexPatterns';

const documentsHidden = (patterns: string[]): Problem => ({
  code: 'documents_hidden',
  severity: 'warning',
  field: FIELD,
  message: i18n.translate('bruteForceAlerts.hidden.documentsErrorMessage', {
    defaultMessage:
      'Your roles hide some documents of {patterns} from you (document level security). What they hide is not counted.',
    values: { patterns: patterns.join(', ') },
  }),
  remedy: i18n.translate('bruteForceAlerts.hidden.documentsRemedy', {
    defaultMessage: 'Better have this done by a person whose roles hide nothing there.',
  }),
});

const fieldsHidden = (fields: string[]): Problem => ({
  code: 'fields_hidden',
  severity: 'warning',
  field: FIELD,
  message: i18n.translate('bruteForceAlerts.hidden.fieldsErrorMessage', {
    defaultMessage:
      'Your roles hide fields from you (field level security): {fields}. Events that need them are not seen, or only in part.',
    values: { fields: fields.join(', ') },
  }),
  remedy: i18n.translate('bruteForceAlerts.hidden.fieldsRemedy', {
    defaultMessage: 'Better have this done by a person whose roles show them.',
  }),
});

const neededFieldsHidden = (fields: string[]): Problem => ({
  code: 'needed_fields_hidden',
  severity: 'error',
  field: FIELD,
  message: i18n.translate('bruteForceAlerts.hidden.neededErrorMessage', {
    defaultMessage:
      'Your roles hide fields that detection cannot do without (field level security): {fields}. It would see no attack.',
    values: { fields: fields.join(', ') },
  }),
  remedy: i18n.translate('bruteForceAlerts.hidden.neededRemedy', {
    defaultMessage:
      'Have this done by a person whose roles show these fields, or ask an admin to show them to you.',
  }),
});

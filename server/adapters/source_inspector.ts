import { i18n } from '@kbn/i18n';
import type { PatternCheck, SourceCheck } from '../../common/api';
import type { Problem } from '../../common/problems';
import type { EventQuestion } from '../detect/event_source_port';
import type { ElasticsearchClient } from '../../kibana_contracts/server';

export interface Inspection {
  patterns: string[];
  question: EventQuestion;
  /** Whether rights can be asked for: not where Elasticsearch runs without security. */
  securityOn: boolean;
  signal?: AbortSignal;
}

interface Inspected {
  check: PatternCheck;
  problems: Problem[];
}

/**
 * What the asker can read behind each pattern. Asks field capabilities, privileges and one search, since a wildcard
 * search without the right to read answers 200 and no hits. Throws where Elasticsearch does not answer.
 */
export async function inspectSource(
  client: ElasticsearchClient,
  inspection: Inspection,
): Promise<SourceCheck> {
  const inspected: Inspected[] = [];
  for (const pattern of inspection.patterns)
    inspected.push(await inspectPattern(client, pattern, inspection));
  const readsSomething = inspected.some(({ check }) => check.indices > 0);
  return {
    patterns: inspected.map(({ check }) => check),
    // One empty pattern beside others that match is a hint; nothing at all to read is an error.
    problems: inspected.flatMap(({ problems }) =>
      problems.map((problem) =>
        problem.code === 'pattern_matches_nothing' && readsSomething
          ? { ...problem, severity: 'warning' as const }
          : problem,
      ),
    ),
  };
}

async function inspectPattern(
  client: ElasticsearchClient,
  pattern: string,
  inspection: Inspection,
): Promise<Inspected> {
  const { question, securityOn, signal } = inspection;
  const fields = [question.timeField, ...question.accountFields];
  const caps = await client.fieldCaps(
    { index: pattern, fields, allow_no_indices: true, ignore_unavailable: true },
    { signal, ignore: [403, 404] },
  );
  const indices = caps.indices?.length ?? 0;
  const check = { pattern, indices, newestEventAt: null };
  const unreadable = securityOn && !(await mayRead(client, pattern, signal));
  if (unreadable) return { check, problems: [unreadableProblem(pattern, indices)] };
  if (indices === 0) return { check, problems: [problemOf('pattern_matches_nothing', pattern)] };
  if (!isDate(caps.fields[question.timeField]))
    return { check, problems: [problemOf('pattern_without_time', pattern)] };
  if (!question.accountFields.some((field) => caps.fields[field])) {
    return { check, problems: [problemOf('pattern_without_account', pattern)] };
  }
  return {
    check: { ...check, newestEventAt: await newestEventAt(client, pattern, inspection) },
    problems: [],
  };
}

const isDate = (field: Record<string, unknown> | undefined) => Boolean(field?.date ?? field?.date_nanos);

async function mayRead(client: ElasticsearchClient, pattern: string, signal?: AbortSignal): Promise<boolean> {
  const answer = await client.security.hasPrivileges(
    { index: [{ names: [pattern], privileges: ['read', 'view_index_metadata'] }] },
    { signal },
  );
  return answer.has_all_requested;
}

async function newestEventAt(
  client: ElasticsearchClient,
  pattern: string,
  { question, signal }: Inspection,
): Promise<string | null> {
  const answer = await client.search(
    {
      index: pattern,
      ignore_unavailable: true,
      size: 1,
      _source: false,
      fields: [{ field: question.timeField, format: 'strict_date_time' }],
      sort: [{ [question.timeField]: { order: 'desc', unmapped_type: 'date' } }],
    },
    { signal },
  );
  const time = answer.hits.hits[0]?.fields?.[question.timeField]?.[0] as unknown;
  return typeof time === 'string' ? time : null;
}

type Code = 'pattern_matches_nothing' | 'pattern_without_time' | 'pattern_without_account';

const MESSAGES: Record<Code, (pattern: string) => string> = {
  pattern_matches_nothing: (pattern) =>
    i18n.translate('bruteForceAlerts.source.matchesNothingErrorMessage', {
      defaultMessage: 'Nothing that may be read matches "{pattern}".',
      values: { pattern },
    }),
  pattern_without_time: (pattern) =>
    i18n.translate('bruteForceAlerts.source.withoutTimeErrorMessage', {
      defaultMessage:
        'What "{pattern}" matches has no date field "@timestamp", so nothing can be counted over time.',
      values: { pattern },
    }),
  pattern_without_account: (pattern) =>
    i18n.translate('bruteForceAlerts.source.withoutAccountErrorMessage', {
      defaultMessage:
        'What "{pattern}" matches has no field that names the account, under any name that is looked for.',
      values: { pattern },
    }),
};

const REMEDIES: Record<Code, () => string> = {
  pattern_matches_nothing: () =>
    i18n.translate('bruteForceAlerts.source.matchesNothingRemedy', {
      defaultMessage:
        'Check the spelling, that your shipper has sent events, and that your role may read them.',
    }),
  pattern_without_time: () =>
    i18n.translate('bruteForceAlerts.source.withoutTimeRemedy', {
      defaultMessage: 'Name indices that a shipper such as Winlogbeat or Elastic Agent writes.',
    }),
  pattern_without_account: () =>
    i18n.translate('bruteForceAlerts.source.withoutAccountRemedy', {
      defaultMessage: 'Name indices with Windows security events, or set the field that holds the account.',
    }),
};

function problemOf(code: Code, pattern: string): Problem {
  return {
    code,
    severity: 'error',
    field: 'settings.indexPatterns',
    message: MESSAGES[code](pattern),
    remedy: REMEDIES[code](),
  };
}

function unreadableProblem(pattern: string, indices: number): Problem {
  const message =
    indices === 0
      ? i18n.translate('bruteForceAlerts.source.unreadableErrorMessage', {
          defaultMessage: 'The right to read "{pattern}" is missing.',
          values: { pattern },
        })
      : i18n.translate('bruteForceAlerts.source.partlyReadableErrorMessage', {
          defaultMessage:
            'Only part of "{pattern}" may be read: {indices, plural, one {# index} other {# indices}}. What lies in the rest would not be seen.',
          values: { pattern, indices },
        });
  const remedy = i18n.translate('bruteForceAlerts.source.unreadableRemedy', {
    defaultMessage:
      'Name a narrower pattern, or ask an admin for a role with read and view_index_metadata on "{pattern}".',
    values: { pattern },
  });
  return { code: 'pattern_unreadable', severity: 'error', field: 'settings.indexPatterns', message, remedy };
}

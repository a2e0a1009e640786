import { i18n } from '@kbn/i18n';
import type { TransportRequestOptions } from '@elastic/elasticsearch';
import type { Problem } from '../../common/problems';
import type { ElasticsearchClient } from '../../kibana_contracts/server';

/**
 * Concrete indices behind the patterns that keep no documents: a search finds them, and Elasticsearch gives their
 * fields without a value or a word. There are two ways to write it (8.12.2).
 */
export async function indicesWithoutSource(
  client: ElasticsearchClient,
  patterns: string[],
  options: TransportRequestOptions,
): Promise<string[]> {
  const mappings = await client.indices.getMapping(
    {
      index: patterns,
      allow_no_indices: true,
      ignore_unavailable: true,
      filter_path: ['*.mappings._source.enabled', '*.mappings._source.mode'],
    },
    options,
  );
  return Object.entries(mappings)
    .filter(([, { mappings: mapping }]) => {
      const source = mapping?._source;
      return source?.enabled === false || source?.mode === 'disabled';
    })
    .map(([index]) => index)
    .sort();
}

/** At the field of the patterns. An error: what is written to such an index is never seen. */
export const sourceOffProblem = (indices: string[]): Problem => ({
  code: 'source_off',
  severity: 'error',
  field: 'settings.indexPatterns',
  message: i18n.translate('bruteForceAlerts.fields.sourceOffErrorMessage', {
    defaultMessage:
      '{count, plural, one {The index {first} keeps} other {# indices, {first} among them, keep}} no documents (_source is switched off), so their events cannot be read.',
    values: { count: indices.length, first: indices[0] ?? '' },
  }),
  remedy: i18n.translate('bruteForceAlerts.fields.sourceOffRemedy', {
    defaultMessage:
      'Switch _source on in the mapping of the index template, or name index patterns without these indices.',
  }),
});

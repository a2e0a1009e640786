import { i18n } from '@kbn/i18n';
import type { estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import type { Problem } from '../../../common/status/problems';
import type { ElasticsearchClient } from '../../../kibana_contracts/server';

/**
 * Concrete indices behind the patterns that keep no documents (`_source` is off): a search finds hits there,
 * and Elasticsearch gives their fields no value and no error. That is set in the mapping, in one of two ways
 * (the second means nothing to 9), or in the settings (8.19 and 9, unknown to 8.12).
 */
export async function indicesWithoutSource(
  client: ElasticsearchClient,
  patterns: string[],
  options: TransportRequestOptions,
): Promise<string[]> {
  const found = await client.indices.get(
    {
      index: patterns,
      features: ['mappings', 'settings'],
      allow_no_indices: true,
      ignore_unavailable: true,
      filter_path: [
        '*.mappings._source.enabled',
        '*.mappings._source.mode',
        '*.settings.index.mapping.source.mode',
      ],
    },
    options,
  );
  return Object.entries(found)
    .filter(([, index]) => keepsNothing(index))
    .map(([name]) => name)
    .sort();
}

function keepsNothing({ mappings, settings }: estypes.IndicesIndexState): boolean {
  const modes = [mappings?._source?.mode, settings?.index?.mapping?.source?.mode];
  return mappings?._source?.enabled === false || modes.includes('disabled');
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
      'Switch _source on in the index template (in its mapping, or its setting index.mapping.source.mode), or name index patterns without these indices.',
  }),
});

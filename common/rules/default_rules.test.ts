import { DEFAULT_RULES } from './default_rules';

it.each([
  ['failed_logons_of_one_account', 'event_count account', '5 in 5m', 'medium', 'T1110.001'],
  ['failed_logons_from_one_source', 'event_count source', '20 in 5m', 'medium', 'T1110.001'],
  ['failed_logons_on_one_host', 'event_count host', '50 in 5m', 'low', 'T1110'],
  ['accounts_tried_from_one_source', 'value_count of account source', '5 in 10m', 'high', 'T1110.003'],
  [
    'accounts_tried_on_one_host',
    'value_count of account host withoutSource',
    '5 in 10m',
    'high',
    'T1110.003',
  ],
  ['sources_trying_one_account', 'value_count of source account', '5 in 10m', 'high', 'T1110.001'],
  ['success_after_failures', 'temporal_ordered account', '5 in 10m', 'critical', 'T1078'],
])('%s is %s, %s: %s, %s', (id, shape, limit, severity, technique) => {
  const rule = DEFAULT_RULES.find((one) => one.id === id);
  const of = rule && 'of' in rule ? `of ${rule.of}` : '';
  const apart = rule && 'withoutSource' in rule && rule.withoutSource ? 'withoutSource' : '';
  expect([rule?.kind, of, rule?.groupBy, apart].filter(Boolean).join(' ')).toBe(shape);
  expect(`${rule?.threshold} in ${rule?.timespan}`).toBe(limit);
  expect([rule?.enabled, rule?.severity, rule?.technique]).toEqual([true, severity, technique]);
});

it('there are no others', () => expect(DEFAULT_RULES).toHaveLength(7));

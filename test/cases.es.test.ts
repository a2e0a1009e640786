import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evaluateFile } from '../scripts/evaluate/file';
import type { Mapping } from '../scripts/evaluate/loading';
import { toReport } from '../scripts/evaluate/report';
import {
  defaultRules,
  readRulesFile,
  toEvaluationRules,
  type EvaluationRules,
} from '../scripts/evaluate/rules_file';
import { useTestElasticsearch } from './elasticsearch';

jest.setTimeout(120_000);

/** Inputs after public bug reports lie beside the project, not in it. */
const CASES = resolve(__dirname, '..', '..', 'shared', 'cases');
const MAPPINGS: Mapping[] = ['dynamic', 'keyword'];

/** Kind of the rule, group, time of the fifth failure, failures. */
type Alert = [string, string, string, number];
const FIFTH = '2026-11-22T10:00:24.000Z';
const BACKUP: Alert = ['event_count', 'svc_backup', FIFTH, 6];

interface Case {
  file: string;
  /** Those of the rules file of the case, or these. */
  rules?: true | object;
  flattened?: true;
  alerts: Alert[];
}

/** The right answers of their `expected.md`, by file. */
const RIGHT: Case[] = [
  { file: '01_fluentbit_string_inserts/input.ndjson', alerts: [BACKUP] },
  { file: '02_fluentbit_event_data_as_map/input.ndjson', alerts: [BACKUP] },
  { file: '02_fluentbit_event_data_as_map/input.ndjson', rules: true, alerts: [BACKUP] },
  { file: '06_cribl_securityevent/input.ndjson', alerts: [BACKUP] },
  { file: '06_cribl_securityevent/input.ndjson', rules: true, alerts: [BACKUP] },
  { file: '09_no_provider/input.ndjson', alerts: [BACKUP] },
  { file: '15_placeholder_addresses/input.ndjson', alerts: [] },
  { file: '15_placeholder_addresses/control_dash.ndjson', alerts: [] },
  { file: '17_evtx_separate_attributes/input.ndjson', alerts: [BACKUP] },
  // Only domain controllers send failed logons, so Kerberos failures count unless somebody switched them off.
  ...[undefined, true as const].map((rules) => ({
    file: '19_dc_only_kerberos/input.ndjson',
    rules,
    alerts: [['event_count', 'm.keller', '2026-11-22T10:01:00.000Z', 12] satisfies Alert],
  })),
  { file: '19_dc_only_kerberos/input.ndjson', rules: { kerberosAndNtlm: 'off' }, alerts: [] },
  {
    file: '20_shared_gateway/input.ndjson',
    alerts: [['value_count', '10.0.0.5', '2026-11-22T10:05:20.000Z', 8]],
  },
  {
    file: '20_shared_gateway/input.ndjson',
    rules: { excludedAddresses: ['10.0.0.0/29'] },
    alerts: [],
  },
  { file: '23_multivalue_user/input.ndjson', alerts: [BACKUP] },
  { file: '23_multivalue_user/control_target_first.ndjson', alerts: [BACKUP] },
  { file: '24_splunk_export/input.ndjson', alerts: [BACKUP] },
  { file: '24_splunk_export/input.ndjson', rules: true, alerts: [BACKUP] },
  { file: '24_splunk_export/b_one_account.ndjson', alerts: [BACKUP] },
  { file: '24_splunk_export/c_technical_name.ndjson', alerts: [BACKUP] },
  ...['input', 'b'].map((name) => ({
    file: `25_flattened_event_data/${name}.ndjson`,
    flattened: true as const,
    alerts: [BACKUP, ['temporal_ordered', 'svc_backup', '2026-11-22T10:01:00.000Z', 6] satisfies Alert],
  })),
  ...[undefined, true as const].map((rules) => ({
    file: '27_two_shippers_one_space/input.ndjson',
    rules,
    alerts: [['event_count', 'dbadmin', FIFTH, 6] satisfies Alert, BACKUP],
  })),
];

function readRules(path: string, rules: Case['rules']): EvaluationRules {
  if (rules === true) return readRulesFile(join(path, '..', 'rules.json'));
  return rules ? toEvaluationRules(rules, 'these rules') : defaultRules();
}

if (!existsSync(CASES)) {
  it.skip(`cases after bug reports are not tried: ${CASES} is absent`, () => undefined);
} else {
  describe('cases after public bug reports', () => {
    // Before the suite's Elasticsearch ends: what is registered first is done first.
    afterAll(() => elasticsearch.client().indices.deleteIndexTemplate({ name: template() }));
    const elasticsearch = useTestElasticsearch();
    const cases = RIGHT.flatMap((one) => MAPPINGS.map((mapping) => ({ ...one, mapping })));
    const template = () => `flattened-${elasticsearch.id}`;

    beforeAll(async () => {
      await elasticsearch.client().indices.putIndexTemplate({
        name: template(),
        index_patterns: [`${template()}-*`],
        template: {
          mappings: { properties: { winlog: { properties: { event_data: { type: 'flattened' } } } } },
        },
      });
    });

    it.each(cases)('$file with $mapping mappings', async ({ file, rules, flattened, mapping, alerts }) => {
      const path = join(CASES, file);
      const read = readRules(path, rules);
      const index = flattened ? `${template()}-case` : `case-${elasticsearch.id}`;
      const found = await evaluateFile(elasticsearch.client(), path, read, { index, mapping });
      const report = toReport(found.loading, found.evaluation);
      expect(
        report.alerts.map(({ rule, group, fired_at: at, count }) => [rule.kind, group.value, at, count]),
      ).toEqual(alerts);
    });
  });
}

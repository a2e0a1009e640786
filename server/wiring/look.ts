import { accountRuleOf } from '../../common/rules/account_rule';
import { toRule } from '../../common/rules/rule_settings';
import { countsKerberosAndNtlm, type LogonsSeen } from '../../common/settings/kerberos_and_ntlm';
import { fieldsByPattern } from '../../common/settings/fields';
import type { SettingsInput } from '../../common/settings/settings';
import type { ElasticsearchClient } from '../../kibana_contracts/server';
import { createEventSource } from '../adapters/events/elasticsearch_events';
import { createGiveWay } from '../adapters/event_loop';
import { findAttacks } from '../detect/join/find';
import { NONE_LATE } from '../detect/events/event_source_port';
import { createQuestion } from '../detect/events/question';
import { createNaming } from '../detect/count/naming';
import { nextScan } from '../detect/join/scan';
import { scanProblems } from '../detect/join/scan_problems';
import { EventWindow } from '../detect/log/window';
import type { Look } from '../routes/services';

/** How long reading may take, ms: a person waits for the answer. */
const READ_FOR = 20_000;

/** The accounts over the threshold in the slice that a first tick would read, seen with the rights of `client`. */
export async function look(
  client: ElasticsearchClient,
  settings: SettingsInput,
  logons: LogonsSeen | null,
  clock: () => number,
): Promise<Look> {
  const rule = toRule(accountRuleOf(settings));
  const now = clock();
  const scan = nextScan(null, rule.timespan, now);
  const question = createQuestion(settings.fields, {
    kerberosAndNtlm: countsKerberosAndNtlm(settings.kerberosAndNtlm, logons),
    patternFields: fieldsByPattern(settings.indexPatterns, settings.patternFields),
  });
  const source = createEventSource(client, settings.indexPatterns, question, clock);
  const naming = createNaming(settings);
  const window = new EventWindow([rule], naming);
  const readTo = await source.read(scan, now + READ_FOR, async ({ events }) => void window.add(events));
  const found = await findAttacks([], {
    rule,
    naming,
    window,
    from: scan.from,
    asOf: readTo,
    giveWay: createGiveWay(),
  });
  const accounts = found.map(({ group, firedAt, evidence }) => ({
    account: group.value,
    spellings: group.spellings,
    firedAt,
    evidence,
  }));
  return {
    from: scan.from,
    to: readTo,
    accounts,
    problems: scanProblems(scan, { ...scan, readTo, goesOn: false, waiting: null, late: NONE_LATE }, null),
  };
}

import type { LogonEvent } from '../../common/alerts/events';
import { EXPECTED_RULES } from './expected_folder';
import type { Evaluation } from '../../scripts/evaluate/evaluation';
import { readRulesFile } from '../../scripts/evaluate/rules_file';
import { emptyTally, tallied } from '../../scripts/evaluate/tally';
import { FailuresRead } from '../../scripts/evaluate/tally_failures';
import { findAllAttacks } from '../../server/detect/join/find';
import { createNaming } from '../../server/detect/count/naming';
import { windowOf } from '../../server/detect/log/window';
import { openAlert } from '../../server/record/alert_lifecycle';
import type { StoredAlert } from '../../server/record/alert_store_port';
import { NOW } from '../builders';
import { searchIn } from '../searches';
import { eventSource } from '../fakes';

const { rules, comparing } = readRulesFile(EXPECTED_RULES);

/** What an evaluation with `test/expected-rules.json` finds in these events, without an Elasticsearch. */
export async function evaluationOf(events: LogonEvent[]): Promise<Evaluation> {
  const naming = createNaming(comparing);
  const scan = { from: -Infinity, to: NOW, gap: null };
  const found = await findAllAttacks<StoredAlert>([], {
    ...searchIn(windowOf(events, rules, naming), naming),
    rules,
  });
  const fired = found.map((detection) => {
    const { alert } = openAlert({ detection, lastOrdinal: 0, toId: () => detection.rule.id, now: NOW });
    return { rule: detection.rule, alert };
  });
  const tally = emptyTally();
  const isSuccess = ({ kind }: LogonEvent) => kind === 'success';
  const source = tallied(
    {
      ...eventSource(),
      read: async (_span, _deadline, take) => {
        await take({ events: events.filter((event) => !isSuccess(event)), unreadable: [] });
        return NOW;
      },
      readSuccesses: async () => ({ events: events.filter(isSuccess), readTo: NOW }),
    },
    tally,
    naming,
    -Infinity,
  );
  await source.read(scan, NOW, async () => undefined);
  await source.readSuccesses([], scan, NOW);
  return {
    fired: fired.sort((a, b) => a.alert.firedAt - b.alert.firedAt),
    tally,
    unread: { otherPrograms: [], failedLogons: [] },
    uncounted: 0,
    documents: documentsOf(events),
    kerberosAndNtlm: new FailuresRead(),
  };
}

function documentsOf(events: LogonEvent[]): Evaluation['documents'] {
  const byCode = new Map<string | null, number>();
  for (const { code } of events) byCode.set(code, (byCode.get(code) ?? 0) + 1);
  const times = events.map(({ at }) => at).sort((a, b) => a - b);
  return { byCode, first: times[0] ?? null, last: times.at(-1) ?? null };
}

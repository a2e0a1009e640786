import { DEFAULT_TELL } from '../../common/channels/tell';
import { NEVER_GIVES_WAY } from '../../common/give_way';
import type { Client } from '@elastic/elasticsearch';
import type { Alert } from '../../common/alerts/alerts';
import type { Rule } from '../../common/rules/rules';
import { nothingSet } from '../../common/settings/fields';
import { countsKerberosAndNtlm } from '../../common/settings/kerberos_and_ntlm';
import { lookForLogons } from '../../server/adapters/source_health/logons_seen';
import { createEventSource } from '../../server/adapters/events/elasticsearch_events';
import { elasticsearchProblem } from '../../server/adapters/elasticsearch_errors';
import type { EventQuestion } from '../../server/detect/events/event_source_port';
import { createQuestion } from '../../server/detect/events/question';
import { createNaming } from '../../server/detect/count/naming';
import { RecentEvents } from '../../server/detect/log/recent_events';
import { sessionGap } from '../../server/detect/count/sessions';
import { tick, type TickRun } from '../../server/flow/tick';
import { countDocuments, type DocumentsFound } from './evaluation_documents';
import { readKerberosAndNtlm } from './evaluation_kerberos';
import { MemorySpace } from './memory_space';
import type { EvaluationRules } from './rules_file';
import { ALL_TIME, readBuckets, stepsOver } from './steps';
import { emptyTally, tallied, type Tally } from './tally';
import type { FailuresRead } from './tally_failures';
import { findUnread, type NotRead } from './unread';

/** ms. */
const LOOK_WITHIN = 60_000;

/** An alert as the detection opened and grew it, before anything was decided on telling people. */
export interface Fired {
  rule: Rule;
  alert: Alert;
}

export interface Evaluation {
  /** Sorted by the time of the event that reached the threshold, then by rule and group. */
  fired: Fired[];
  tally: Tally;
  /** Documents with the number of a failed logon that were not read, by why. */
  unread: NotRead;
  /** Number of failures of Kerberos pre-authentication and NTLM validation that the rules leave out. */
  uncounted: number;
  /** All documents of the index. */
  documents: DocumentsFound;
  /** The failures of events 4768, 4771 and 4776, whether or not the rules count them. */
  kerberosAndNtlm: FailuresRead;
}

/**
 * Runs the production detection over all events of an index. Its ticks are simulated for the times at which there is
 * something to find. Throws where the detection would have reported a failed tick.
 */
export async function evaluateIndex(
  client: Client,
  index: string,
  rules: EvaluationRules,
  signal?: AbortSignal,
): Promise<Evaluation> {
  const question = await questionOf(client, index, rules, signal);
  const naming = createNaming(rules.comparing);
  const source = createEventSource(client, [index], question, () => 0);
  const tail = sessionGap(Math.max(...rules.rules.map(({ timespan }) => timespan)));
  const space = new MemorySpace();
  const tally = emptyTally();
  for (const { from, to } of stepsOver(await readBuckets(client, index, question), tail)) {
    space.skipTo(from);
    const events = tallied(source, tally, naming, from);
    const recentFor = () => new RecentEvents(rules.rules, naming, { most: Infinity });
    const ports = {
      ...space.ports(),
      events,
      recentFor,
      toProblem: elasticsearchProblem,
      clock: () => to,
      giveWay: NEVER_GIVES_WAY,
    };
    const { outcome, problems } = await tick(ports, { ...runAt(to, rules), signal });
    signal?.throwIfAborted();
    if (outcome !== 'ok') throw new Error(problems.map(({ message }) => message).join(' '));
  }
  const fired = space.alerts().map(({ alert }) => ({ rule: ruleOf(alert, rules.rules), alert }));
  return {
    fired: fired.sort(byTime),
    tally,
    unread: await findUnread({ client, index, question }, tally),
    uncounted: await countSwitchedOff(client, index, question, rules),
    documents: await countDocuments(client, index, question),
    kerberosAndNtlm: await readKerberosAndNtlm(client, index, question),
  };
}

/** With Kerberos and NTLM failures where the settings, or the machines that sent these events, say so. */
async function questionOf(
  client: Client,
  index: string,
  { fields, kerberosAndNtlm, anyProvider }: EvaluationRules,
  signal?: AbortSignal,
): Promise<EventQuestion> {
  // What stands in texts was taken apart when it was loaded.
  const patternFields = anyProvider ? [{ ...nothingSet(index), anyProvider }] : [];
  const question = createQuestion(fields, { kerberosAndNtlm: false, patternFields });
  const options = { signal, requestTimeout: LOOK_WITHIN };
  const request = { patterns: [index], question, span: ALL_TIME, options };
  const seen = kerberosAndNtlm === 'auto' ? await lookForLogons(client, request) : null;
  return createQuestion(fields, {
    kerberosAndNtlm: countsKerberosAndNtlm(kerberosAndNtlm, seen),
    patternFields,
  });
}

/** A simulated tick. It has no deadline, so it always reads everything. */
const runAt = (now: number, { rules, comparing }: EvaluationRules): TickRun => ({
  space: 'evaluation',
  rules,
  comparing,
  cooldown: 0,
  channels: [{ id: 'none', kind: 'telegram', name: 'nobody', tell: DEFAULT_TELL, canEdit: false }],
  linkOf: () => null,
  digestLinkOf: () => null,
  now,
  deadline: Infinity,
});

function ruleOf(alert: Alert, rules: Rule[]): Rule {
  const rule = rules.find(({ id }) => id === alert.rule.id);
  if (!rule) throw new Error(`An alert of a rule that was not asked for: ${alert.rule.id}`);
  return rule;
}

const byTime = (a: Fired, b: Fired) =>
  a.alert.firedAt - b.alert.firedAt ||
  compare(a.rule.id, b.rule.id) ||
  compare(a.alert.group.key, b.alert.group.key);

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Counts failures of Kerberos pre-authentication and NTLM validation, where the rules leave them out. */
async function countSwitchedOff(
  client: Client,
  index: string,
  question: EventQuestion,
  { fields }: EvaluationRules,
): Promise<number> {
  const all = createQuestion(fields, { kerberosAndNtlm: true });
  const [asked, unasked] = [question, all].map(({ query }) => query(ALL_TIME.from, ALL_TIME.to));
  const query = { bool: { filter: [unasked], must_not: [asked] } };
  return (await client.count({ index, query: query as never })).count;
}

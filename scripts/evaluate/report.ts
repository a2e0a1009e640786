import { sentenceOf } from '../../common/alerts/sentence';
import type { Evaluation, Fired } from './evaluation';
import type { Unread } from './hidden_logons';
import type { Loading } from './loading';
import { printable } from './printable';
import { RejectedDocumentsError } from './rejection';

/** What `--json` prints. Times are ISO 8601 with milliseconds. */
export interface EvaluationReport {
  /** Documents that were loaded. */
  events: number;
  rejected: number;
  /** Documents with the number 4625 that were read as failed logons. */
  failed_logons: number;
  /** Documents whose event stood in one text; only where there are any. Detection reads these where its switch is on. */
  from_text?: number;
  /**
   * Documents with the number 4625 that were not read, or that name nothing: the reason, how many, and the first of
   * them.
   */
  unread: Unread[];
  alerts: ReportedAlert[];
  /** Only where the evaluation failed: why. Then there are no alerts because nothing was evaluated. */
  error?: string;
}

export interface ReportedAlert {
  rule: { id: string; kind: string };
  group: { kind: string; value: string; spellings: string[] };
  /** When the event happened that reached the threshold. */
  fired_at: string;
  first: string;
  last: string;
  /** Number of failed logons. */
  count: number;
  /** The different values that a `value_count` rule counted, as they are compared. Empty for other rules. */
  members: string[];
  severity: string;
}

export function toReport(loading: Loading, evaluation: Evaluation): EvaluationReport {
  const { events, rejected, fromText } = loading;
  return {
    events,
    rejected,
    failed_logons: evaluation.tally.failedLogons,
    ...(fromText > 0 ? { from_text: fromText } : {}),
    unread: [...missedLogons(evaluation), ...evaluation.unread.otherPrograms],
    alerts: evaluation.fired.map(toReportedAlert),
  };
}

/** Documents that seem to be failed logons and could not be read. Where there are any, the result is not complete. */
export const missedLogons = ({ unread }: Evaluation): Unread[] => unread.failedLogons;

/**
 * The exit code where failed logons could not be read. In that case an empty list of alerts does not mean that no rule
 * would have fired.
 */
const UNREAD = 3;

/** What the process ends with after an evaluation that went well. */
export const exitCodeOf = (evaluation: Evaluation): number =>
  missedLogons(evaluation).length > 0 ? UNREAD : 0;

/**
 * What `--json` prints where the evaluation failed. The numbers are those of a file with rejected documents, else 0.
 */
export function toFailureReport(error: unknown): EvaluationReport {
  const { events, rejected } =
    error instanceof RejectedDocumentsError ? error.loading : { events: 0, rejected: 0 };
  return {
    events,
    rejected,
    failed_logons: 0,
    unread: [],
    alerts: [],
    error: error instanceof Error ? error.message : String(error),
  };
}

const iso = (at: number) => new Date(at).toISOString();

function toReportedAlert({ rule, alert: { group, firedAt, evidence } }: Fired): ReportedAlert {
  const { kind, value, spellings } = group;
  return {
    rule: { id: rule.id, kind: rule.kind },
    group: { kind, value, spellings },
    fired_at: iso(firedAt),
    first: iso(evidence.first),
    last: iso(evidence.last),
    count: evidence.count,
    members: membersOf({ rule, alert: { evidence } }),
    severity: rule.severity,
  };
}

/**
 * The different values that the rule counted. Accounts stand in the evidence as they are compared; addresses have one
 * spelling only.
 */
export function membersOf({ rule, alert }: { rule: Fired['rule']; alert: Pick<Fired['alert'], 'evidence'> }) {
  if (rule.kind !== 'value_count') return [];
  const tallies = rule.of === 'account' ? alert.evidence.accounts : alert.evidence.sources;
  return tallies.map(({ value }) => value).sort();
}

/** Lines for people, none longer than `width` where that is given. */
export function toText(loading: Loading, evaluation: Evaluation, width: number | undefined): string {
  const { fired } = evaluation;
  const head = ['fired (UTC)', 'severity', 'rule', 'what'];
  const rows = fired.map(({ rule, alert }) => [
    iso(alert.firedAt).replace('T', ' ').replace('Z', ''),
    rule.severity,
    rule.id,
    printable(sentenceOf(alert)),
  ]);
  const table = rows.length > 0 ? [...tableOf([head, ...rows], width), ''] : [];
  return [
    ...table,
    totalsOf(loading, evaluation),
    ...textsOf(loading),
    ...notCounted(loading, evaluation),
  ].join('\n');
}

const textsOf = ({ fromText }: Loading): string[] =>
  fromText === 0
    ? []
    : [
        `${amount(fromText, 'event stands', 'events stand')} in one text: detection reads these where that is switched on for the index pattern.`,
      ];

function tableOf(rows: string[][], width: number | undefined): string[] {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => (width !== undefined && line.length > width ? `${line.slice(0, width - 1)}…` : line));
}

const amount = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

function totalsOf({ events }: Loading, { fired, tally }: Evaluation): string {
  const alerts = fired.length === 0 ? 'No rule fired' : amount(fired.length, 'alert');
  return `${alerts} in ${amount(events, 'document')}: ${amount(tally.failures, 'failed logon')}, ${amount(tally.lockouts, 'lockout')}.`;
}

/** Everything that made no alert although somebody may have thought it would, with the reason. */
function notCounted(loading: Loading, evaluation: Evaluation): string[] {
  const { tally, uncounted, unread } = evaluation;
  const excluded = [...tally.excluded.values()].reduce((sum, count) => sum + count, 0);
  const names = [...tally.excluded.keys()].sort().slice(0, 5).map(printable).join(', ');
  const missed = missedLogons(evaluation);
  const others = [...unread.otherPrograms, ...missed];
  const bare = tally.bare.count; // counted twice: as read, and as missed
  const other = others.reduce((sum, { count }) => sum + count, 0) - bare;
  const left = loading.events - tally.failures - tally.lockouts - other - uncounted;
  const reasons: Array<[number, string]> = [
    [left, 'are no failed logons; successes are looked at where an account has the failures'],
    ...unread.otherPrograms.map(({ reason, count }): [number, string] => [
      count,
      `have the number 4625: ${reason}`,
    ]),
    [uncounted, 'are Kerberos and NTLM failures: "kerberosAndNtlm": "on" counts them'],
    [excluded, `name excluded accounts and count for source and host only: ${names}`],
    [tally.withoutAccount, 'name no account and count for source and host only'],
    [tally.withoutSource, 'name no source address and count for account and host only'],
  ];
  const lines = reasons
    .filter(([count]) => count > 0)
    .map(([count, why]) => `  ${count.toLocaleString('en-US')} ${why}`);
  return [
    ...(lines.length > 0 ? ['Not counted, or not for everything:', ...lines] : []),
    ...missedText(missed),
  ];
}

function missedText(missed: Unread[]): string[] {
  if (missed.length === 0) return [];
  return [
    'FAILED LOGONS THAT COULD NOT BE READ:',
    ...missed.flatMap(({ reason, count, sample }) => [
      `  ${count.toLocaleString('en-US')}: ${printable(reason)}`,
      `    the first: ${sample}`,
    ]),
  ];
}

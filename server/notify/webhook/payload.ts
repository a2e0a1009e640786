import { logonTypeInWords, reasonInWords } from '../../../common/alerts/windows_codes';
import { isAllQuiet } from '../message/daily_words';
import {
  codesInWords,
  isOver,
  whichOf,
  type AttackMessage,
  type ChannelMessage,
  type DailyMessage,
  type Listing,
} from '../message/message';
import { linkOf } from './card';
import { FIELD_MAX, named } from './values';

/** Raised where a field is removed or means something else. New fields may come at any time. */
export const PAYLOAD_VERSION = 1;

/** The body of the preset `json`. `docs/webhook_v1.schema.json` describes it. `text`: the message in plain words. */
export function payloadOf(message: ChannelMessage, text: string): object {
  const common = { version: PAYLOAD_VERSION, kind: message.kind, text };
  switch (message.kind) {
    case 'attack':
      return { ...common, severity: message.severity, link: linkOf(message.link), attack: attackOf(message) };
    case 'summary':
      return {
        ...common,
        severity: message.gravest[0]?.severity ?? null,
        link: linkOf(message.link),
        summary: {
          cause: message.cause,
          digest: message.digest === null ? null : named(message.digest),
          since: iso(message.since),
          until: iso(message.until),
          attacks: message.attacks,
          gravest: message.gravest.map(attackOf),
        },
      };
    case 'notice': {
      const { code, state, space, name, since, until, due, cause } = message;
      return {
        ...common,
        severity: null,
        link: linkOf(message.link),
        notice: {
          id: named(message.troubleId),
          code,
          state,
          space: named(space),
          name: name === null ? null : named(name, FIELD_MAX.account),
          since: iso(since),
          until: until === null ? null : iso(until),
          due: due === null ? null : iso(due),
          cause: cause && { code: named(cause.code), said: named(cause.said, FIELD_MAX.account) },
        },
      };
    }
    case 'daily':
      return { ...common, severity: null, link: linkOf(message.link), daily: dailyOf(message) };
    case 'test': {
      const { askedBy, at, channel, space } = message;
      const asked = askedBy === null ? null : named(askedBy);
      return {
        ...common,
        severity: null,
        link: null,
        test: { askedBy: asked, at: iso(at), channel: named(channel), space: named(space) },
      };
    }
  }
}

const iso = (at: number): string => new Date(at).toISOString();

function dailyOf(message: DailyMessage): object {
  const { space, due, since, until, failures, attacks, open, state, problems, moreProblems } = message;
  return {
    space: named(space),
    quiet: isAllQuiet(message),
    due: iso(due),
    since: iso(since),
    until: iso(until),
    failures,
    attacks,
    open,
    state,
    problems: problems.map(({ code, message: said }) => ({
      code: named(code),
      message: named(said, FIELD_MAX.account),
    })),
    moreProblems,
  };
}

/** The facts of an attack. Texts from events are one line each, with hidden characters made visible. */
function attackOf(message: AttackMessage): object {
  const { rule, group, success } = message;
  return {
    /** The same for a message that comes twice, so that a receiver can drop the second. */
    key: named(`${message.alertId}-${whichOf(message)}`),
    alertId: named(message.alertId),
    ordinal: message.ordinal,
    reason: message.reason,
    partOf: message.partOf === null ? null : named(message.partOf),
    severity: message.severity,
    rule: { kind: rule.kind, of: rule.of, threshold: rule.threshold, timespan: rule.timespan },
    group: { kind: group.kind, value: named(group.value, FIELD_MAX.account) },
    attempts: message.attempts,
    first: iso(message.first),
    last: iso(message.last),
    over: isOver(message),
    accounts: listOf(message.accounts),
    sources: listOf(message.sources),
    hosts: listOf(message.hosts),
    workstations: listOf(message.workstations),
    reasons: listOf(codesInWords(message.reasonCodes, reasonInWords)),
    logonTypes: listOf(codesInWords(message.logonTypeCodes, logonTypeInWords)),
    success: success && {
      at: iso(success.at),
      source: success.source === null ? null : named(success.source),
      host: success.host === null ? null : named(success.host),
    },
    successes: message.successCount,
    lockouts: message.lockouts,
    rules: message.ruleCount,
  };
}

const listOf = ({ total, isCut, top }: Listing) => ({
  total,
  /** Whether there may be more than `total`. */
  atLeast: isCut,
  top: top.slice(0, TOP_MAX).map(({ value, count }) => ({ value: named(value), count })),
});
const TOP_MAX = 10;

import type { Alert, AlertRule, DigestCause } from '../../../common/alerts/alerts';
import type { Success, Tally } from '../../../common/alerts/evidence';
import { foundLateBy } from '../../../common/alerts/found_late';
import { inWords } from '../../../common/alerts/in_words';
import { isCut, type EvidenceList } from '../../../common/alerts/evidence_lists';
import { quietSinceOf } from '../../../common/alerts/quiet_since';
import type { Group, Severity } from '../../../common/rules/rules';
import type { NotifyReason } from '../../../common/alerts/verdicts';
import type { Problem } from '../../../common/status/problems';
import type { DetectionState } from '../../../common/status/status';
import type { TroubleCause, TroubleCode, TroubleState } from '../../../common/status/trouble';
import { paceOf, type Pace } from './pace';
import type { AlertWork } from './work';

/** The content of a message, of which each channel makes its own text. */
export type ChannelMessage = AttackMessage | SummaryMessage | NoticeMessage | DailyMessage | TestMessage;

/** The content of a message that somebody asked for, to see whether a channel works. */
export interface TestMessage {
  kind: 'test';
  /** The name of the person who asked; null where Kibana has no users. */
  askedBy: string | null;
  /** When it was asked for, epoch ms. */
  at: number;
  /** The name of the channel. */
  channel: string;
  /** The Kibana space whose alerts will come this way. */
  space: string;
}

/** The content of a message about trouble of detection itself: that it began, or that it is over. */
export interface NoticeMessage {
  kind: 'notice';
  /** The same for the beginning and the end of one trouble. */
  troubleId: string;
  code: TroubleCode;
  state: TroubleState;
  space: string;
  /** The channel or pattern that it is about; null for the detection of the space. */
  name: string | null;
  since: number;
  /** When it ended, epoch ms; null while it lasts. */
  until: number | null;
  /** When it will come to pass, epoch ms, where it is only near; else null. */
  due: number | null;
  cause: TroubleCause | null;
  /** Address of the plugin's page; null where Kibana's public address is not known. */
  link: string | null;
}

/** The content of a message that comes every day: how detection does, and what it saw. */
export interface DailyMessage {
  kind: 'daily';
  space: string;
  /** The time at which it was due, epoch ms. */
  due: number;
  /** Since when failed logons are counted, and up to when all of this holds, epoch ms. */
  since: number;
  until: number;
  /** How many failed logons and lockouts were read. */
  failures: number;
  /** Attacks that went on in the last day, and those on which nobody has worked yet, from whatever day. */
  attacks: number;
  open: number;
  state: DetectionState;
  /** What is wrong, the gravest first, at most some of it. */
  problems: Array<Pick<Problem, 'code' | 'message'>>;
  /** How many more problems there are. */
  moreProblems: number;
  /** Address of the plugin's page; null where Kibana's public address is not known. */
  link: string | null;
}

/** The content of one message about several attacks. */
export interface SummaryMessage {
  kind: 'summary';
  /** Why they are told together. `broken`: the channel did not work, and held them back. */
  cause: DigestCause | 'broken';
  /** The digest that it tells; null for what a broken channel held back. */
  digest: string | null;
  /** Of which time it tells, epoch ms: since when the channel did not work, or since the first of them was found. */
  since: number;
  until: number;
  /** How many attacks. */
  attacks: number;
  /** The gravest of those attacks, the gravest first; the others are only counted. */
  gravest: AttackMessage[];
  /** Address of the page of alerts, with only these where it is a digest; null where Kibana's public address is not known. */
  link: string | null;
}

/**
 * The content of a message about one attack, the same for every channel: codes, counts and epoch milliseconds. Each channel makes
 * the words.
 */
export interface AttackMessage {
  kind: 'attack';
  alertId: string;
  reason: NotifyReason;
  /**
   * Which message about this alert through this channel it is: 1, 2, … Where a channel has threads the first one starts
   * the alert's.
   */
  ordinal: number;
  /** The alert about the same attack that people were told of before; null where there is none. */
  partOf: string | null;
  rule: Pick<AlertRule, 'kind' | 'of' | 'threshold' | 'timespan'>;
  group: Pick<Group, 'kind' | 'value'>;
  severity: Severity;
  /** Failed logons counted so far. */
  attempts: number;
  /** The failures over the time of the attack. */
  pace: Pace;
  first: number;
  last: number;
  accounts: Listing;
  sources: Listing;
  hosts: Listing;
  workstations: Listing;
  logonTypeCodes: CodeListing;
  reasonCodes: CodeListing;
  /** The first logon that worked. Null where none did, or where the rule does not ask for them. */
  success: Success | null;
  successCount: number;
  lockouts: number;
  /** How many rules saw the attack, this one among them. */
  ruleCount: number;
  /** Milliseconds between the attack and its detection; null where it was found in time. */
  foundLateBy: number | null;
  /** Address of the alert's page; null where Kibana's public address is not known. */
  link: string | null;
  /**
   * The time of the last failed logon where the attack is over, epoch ms; null while it goes on. As it was planned, and as
   * it is when it is sent. Absent in what older versions stored.
   */
  quietSince?: number | null;
  /** Only while it is sent, and only through a channel from which alerts can be worked on. */
  work?: AlertWork;
}

/**
 * Tells a message from the others about its alert through its channel, also after a repeat. The end of an attack is told
 * once, and has the number of the message before it.
 */
export const whichOf = ({ reason, ordinal }: Pick<AttackMessage, 'reason' | 'ordinal'>): string =>
  reason === 'ended' ? 'ended' : String(ordinal);

/** Whether the attack is over, so that the message must not read as if it went on. */
export const isOver = ({
  reason,
  quietSince = null,
}: Pick<AttackMessage, 'reason' | 'quietSince'>): boolean => reason === 'ended' || quietSince !== null;

/** Whether people were told of the alert before, by the first message about it. */
export const isLater = (message: Pick<AttackMessage, 'reason' | 'ordinal'>): boolean =>
  whichOf(message) !== '1';

/** A list of the evidence as a message carries it. */
export interface Listing {
  total: number;
  /** Whether the evidence left values out, so that there may be more than `total`. */
  isCut: boolean;
  /** Most frequent first. */
  top: Tally[];
}

/** Windows' codes as a message carries them: all that the evidence has, since several may have the same words. */
export interface CodeListing {
  isCut: boolean;
  codes: Tally[];
}

/** The codes as words, each with the sum of its codes. `wordsFor`: of `common/alerts/windows_codes`. */
export const codesInWords = ({ isCut, codes }: CodeListing, wordsFor: (code: string) => string): Listing => ({
  ...listingOf(inWords(codes, wordsFor)),
  isCut,
});

/**
 * How many values a message stores of each list. Channels show fewer. It keeps the message about a large spray small.
 */
const TOP_MAX = 10;

/** What a message about an alert carries besides the alert itself. */
export type Telling = Pick<AttackMessage, 'reason' | 'ordinal' | 'link'>;

/** Makes the message about an alert as it is now. */
export function toAttackMessage(alert: Alert, { reason, ordinal, link }: Telling): AttackMessage {
  const { evidence, group } = alert;
  const { kind, of, threshold, timespan } = alert.rule;
  const [success] = evidence.successes;
  const listing = (list: EvidenceList): Listing => ({
    ...listingOf(evidence[list]),
    isCut: isCut(evidence, list),
  });
  return {
    kind: 'attack',
    alertId: alert.id,
    reason,
    ordinal,
    partOf: alert.partOf,
    rule: { kind, of, threshold, timespan },
    group: { kind: group.kind, value: group.value },
    severity: alert.severity,
    attempts: evidence.count,
    pace: paceOf(evidence.timeline),
    first: evidence.first,
    last: evidence.last,
    accounts: listing('accounts'),
    sources: listing('sources'),
    hosts: listing('hosts'),
    workstations: listing('workstations'),
    logonTypeCodes: { isCut: isCut(evidence, 'logonTypes'), codes: evidence.logonTypes },
    reasonCodes: { isCut: isCut(evidence, 'reasons'), codes: evidence.reasons },
    success: success ?? null,
    successCount: evidence.successCount,
    lockouts: evidence.lockouts,
    foundLateBy: foundLateBy(alert),
    ruleCount: new Set([alert.rule.id, ...alert.linked.map(({ ruleId }) => ruleId)]).size,
    link,
    quietSince: quietSinceOf(alert),
  };
}

/** The listing of a list from which nothing was left out. */
export const listingOf = (tallies: Tally[]): Listing => ({
  total: tallies.length,
  isCut: false,
  top: tallies.slice(0, TOP_MAX),
});

import { EVIDENCE_LIST_MAX, type Tally } from '../../../common/alerts/evidence';
import { listingOf, type AttackMessage, type Listing } from './message';

/** A message as version 0.1 stored it, when failures of one account were all that it knew. */
export interface FormerAttackMessage {
  alertId: string;
  reason: 'first' | 'reminder';
  account: string;
  spellings: string[];
  attempts: number;
  first: string;
  last: string;
  threshold: number;
  timespan: string;
  sources: Tally[];
  hosts: Tally[];
  workstations: Tally[];
  logonTypes: Tally[];
  reasons: Tally[];
  link: string | null;
}

/** A message as it may wait in the outbox: it survives an upgrade of the plugin. */
export type StoredAttackMessage = AttackMessage | FormerAttackMessage;

/** The message in today's shape. */
export function upToDate(message: StoredAttackMessage): AttackMessage {
  if (!('account' in message)) return message;
  const { account, threshold, timespan, spellings: _spellings, ...same } = message;
  return {
    ...same,
    partOf: null,
    rule: { kind: 'event_count', of: null, threshold, timespan },
    group: { kind: 'account', value: account },
    severity: null,
    accounts: listingOf([]),
    sources: formerListing(message.sources),
    hosts: formerListing(message.hosts),
    workstations: formerListing(message.workstations),
    logonTypes: formerListing(message.logonTypes),
    reasons: formerListing(message.reasons),
    success: null,
    successCount: 0,
    lockouts: 0,
    ruleCount: 1,
    foundLateBy: null,
  };
}

/** It did not say which lists were cut: one that is full may have been. */
const formerListing = (tallies: Tally[]): Listing => ({
  ...listingOf(tallies),
  isCut: tallies.length >= EVIDENCE_LIST_MAX,
});

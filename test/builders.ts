import type { Alert } from '../common/alerts/alerts';
import { ACCOUNT_RULE } from '../common/rules/default_rules';
import { NO_HISTORY, UNTOUCHED } from '../common/alerts/workflow';
import type { LogonEvent } from '../common/alerts/events';
import type { Evidence } from '../common/alerts/evidence';
import type { Comparing, EventCountRule, TemporalOrderedRule, ValueCountRule } from '../common/rules/rules';
import type { Hit } from '../server/detect/events/event_source_port';

/** The one instant of the tests. */
export const NOW = Date.parse('2026-11-22T03:15:00.000Z');
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const iso = (at: number) => new Date(at).toISOString();

let serial = 0;

export function failedLogon(overrides: Partial<LogonEvent> = {}): LogonEvent {
  serial += 1;
  return {
    id: `winlogbeat-8.17.0/${serial}`,
    at: NOW - MINUTE,
    kind: 'failure',
    code: '4625',
    account: 'Guest',
    domain: 'CORP',
    source: '203.0.113.7',
    host: 'DC01',
    workstation: 'KALI',
    logonType: '3',
    status: '0xc000006d',
    subStatus: '0xc000006a',
    ...overrides,
  };
}

/** A document as a search gives it. `fields`: a list of values a field, whatever the mapping. */
export const searchHit = (fields: Record<string, unknown[]> = {}): Hit => ({
  _index: 'logs',
  _id: '1',
  fields,
});

/** A logon that worked. */
export const successfulLogon = (overrides: Partial<LogonEvent> = {}) =>
  failedLogon({ kind: 'success', code: '4624', status: null, subStatus: null, ...overrides });

/** Windows locked the account. */
export const lockout = (overrides: Partial<LogonEvent> = {}) =>
  failedLogon({ kind: 'lockout', code: '4740', status: null, subStatus: null, source: null, ...overrides });

/** `count` failures of one account, one every `every` milliseconds, the last one at `end`. */
export function burst(
  count: number,
  overrides: Partial<LogonEvent> = {},
  every = SECOND,
  end = NOW - MINUTE,
): LogonEvent[] {
  return Array.from({ length: count }, (_, n) =>
    failedLogon({ at: end - (count - 1 - n) * every, ...overrides }),
  );
}

const ruleDefaults = {
  id: ACCOUNT_RULE.id,
  threshold: 5,
  timespan: 5 * MINUTE,
  severity: 'medium',
  technique: 'T1110.001',
} as const;

export function rule(overrides: Partial<EventCountRule> = {}): EventCountRule {
  return { ...ruleDefaults, kind: 'event_count', groupBy: 'account', withoutSource: false, ...overrides };
}

/** Accounts from one source. */
export function sprayRule(overrides: Partial<ValueCountRule> = {}): ValueCountRule {
  return {
    ...ruleDefaults,
    id: 'spray',
    kind: 'value_count',
    groupBy: 'source',
    of: 'account',
    withoutSource: false,
    timespan: 10 * MINUTE,
    severity: 'high',
    technique: 'T1110.003',
    ...overrides,
  };
}

export function successRule(overrides: Partial<TemporalOrderedRule> = {}): TemporalOrderedRule {
  return {
    ...ruleDefaults,
    id: 'success',
    kind: 'temporal_ordered',
    groupBy: 'account',
    timespan: 10 * MINUTE,
    severity: 'critical',
    technique: 'T1078',
    ...overrides,
  };
}

export const comparing = (overrides: Partial<Comparing> = {}): Comparing => ({
  keepDomainsApart: false,
  excludedAccounts: [],
  excludedAddresses: [],
  ...overrides,
});

export function evidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    count: 5,
    first: NOW - MINUTE - 4 * SECOND,
    last: NOW - MINUTE,
    spellings: [{ value: 'Guest', count: 5, first: NOW - MINUTE - 4 * SECOND }],
    accounts: [{ value: 'guest', count: 5 }],
    sources: [{ value: '203.0.113.7', count: 5 }],
    hosts: [{ value: 'DC01', count: 5 }],
    workstations: [{ value: 'KALI', count: 5 }],
    logonTypes: [{ value: '3', count: 5 }],
    reasons: [{ value: '0xc000006a', count: 5 }],
    statuses: [{ value: '0xc000006d', count: 5 }],
    subStatuses: [{ value: '0xc000006a', count: 5 }],
    timeline: [{ at: NOW - 2 * MINUTE, count: 5 }],
    successes: [],
    successCount: 0,
    lockouts: 0,
    samples: ['winlogbeat-8.17.0/1'],
    truncated: false,
    ...overrides,
  };
}

export function alert(overrides: Partial<Alert> = {}): Alert {
  return {
    id: 'a'.repeat(32),
    status: 'active',
    rule: {
      id: ACCOUNT_RULE.id,
      kind: 'event_count',
      of: null,
      withoutSource: false,
      threshold: 5,
      timespan: '5m',
      technique: 'T1110.001',
      severity: 'medium',
    },
    severity: 'medium',
    raisedBy: [],
    group: { kind: 'account', key: 'guest', value: 'Guest', spellings: ['Guest'] },
    ordinal: 1,
    firedAt: NOW - MINUTE,
    detectedAt: NOW - MINUTE,
    updatedAt: NOW - MINUTE,
    held: null,
    partOf: null,
    tellings: [],
    linked: [],
    evidence: evidence(),
    workflow: UNTOUCHED,
    comments: [],
    history: NO_HISTORY,
    ...overrides,
  };
}

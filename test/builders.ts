import type { Alert } from '../common/alerts';
import type { FailedLogon } from '../common/events';
import type { Evidence } from '../common/evidence';
import { ACCOUNT_RULE_ID, type Rule } from '../common/rules';

/** The one instant of the tests. */
export const NOW = Date.parse('2026-11-22T03:15:00.000Z');
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const iso = (at: number) => new Date(at).toISOString();

let serial = 0;

export function failedLogon(overrides: Partial<FailedLogon> = {}): FailedLogon {
  serial += 1;
  return {
    id: `winlogbeat-8.17.0/${serial}`,
    at: NOW - MINUTE,
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

/** `count` failures of one account, one every `every` milliseconds, the last one at `end`. */
export function burst(
  count: number,
  overrides: Partial<FailedLogon> = {},
  every = SECOND,
  end = NOW - MINUTE,
): FailedLogon[] {
  return Array.from({ length: count }, (_, n) =>
    failedLogon({ at: end - (count - 1 - n) * every, ...overrides }),
  );
}

export function rule(overrides: Partial<Rule> = {}): Rule {
  return {
    id: ACCOUNT_RULE_ID,
    kind: 'event_count',
    groupBy: 'account',
    threshold: 5,
    timespan: 5 * MINUTE,
    keepDomainsApart: false,
    ...overrides,
  };
}

export function evidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    count: 5,
    first: iso(NOW - MINUTE - 4 * SECOND),
    last: iso(NOW - MINUTE),
    spellings: [{ value: 'Guest', count: 5, first: iso(NOW - MINUTE - 4 * SECOND) }],
    sources: [{ value: '203.0.113.7', count: 5 }],
    hosts: [{ value: 'DC01', count: 5 }],
    workstations: [{ value: 'KALI', count: 5 }],
    logonTypes: [{ value: 'Network (3)', count: 5 }],
    reasons: [{ value: 'wrong password', count: 5 }],
    timeline: [{ at: iso(NOW - 2 * MINUTE), count: 5 }],
    truncated: false,
    ...overrides,
  };
}

export function alert(overrides: Partial<Alert> = {}): Alert {
  return {
    id: 'a'.repeat(32),
    status: 'active',
    rule: { id: ACCOUNT_RULE_ID, kind: 'event_count', threshold: 5, timespan: '5m' },
    group: { kind: 'account', key: 'guest', value: 'Guest', spellings: ['Guest'] },
    ordinal: 1,
    firedAt: iso(NOW - MINUTE),
    detectedAt: iso(NOW - MINUTE),
    updatedAt: iso(NOW - MINUTE),
    held: null,
    evidence: evidence(),
    ...overrides,
  };
}

import {
  ACCOUNTS_MAX,
  EVIDENCE_LIST_MAX,
  SAMPLES_MAX,
  SUCCESSES_MAX,
  TIMELINE_MAX,
} from '../common/alerts/evidence';
import type { Alert } from '../common/alerts/alerts';
import type { Evidence } from '../common/alerts/evidence';
import { HISTORY_MAX } from '../common/alerts/workflow';
import { BOUNDS } from '../common/bounds';
import { toDocument } from '../server/adapters/storage/alert_document';
import type { StoredAlert } from '../server/record/alert_store_port';
import { alert, evidence, MINUTE, NOW } from './builders';

/** Bytes of an alert as it is sent to Elasticsearch. `docs/roles.md` says these figures; change them there too. */
const bytesOf = (alerts: Partial<Alert>, sealed: StoredAlert['sealed']) =>
  Buffer.byteLength(
    JSON.stringify(toDocument({ alert: alert(alerts), sealed, isProvisional: false }, 'default')),
  );

const several = <T>(count: number, of: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => of(n));
/** Values of `length` characters, each another. */
const tallies = (count: number, length: number) =>
  several(count, (n) => ({ value: String(n).padStart(length, 'x'), count: 1_000_000 }));

/** As full as it can be; names have `length` characters. */
function full(length: number): Evidence {
  const list = tallies(EVIDENCE_LIST_MAX, length);
  return evidence({
    count: 1_000_000,
    spellings: list.map((tally) => ({ ...tally, first: NOW })),
    accounts: tallies(ACCOUNTS_MAX, length),
    sources: tallies(EVIDENCE_LIST_MAX, 39),
    hosts: list,
    workstations: list,
    logonTypes: tallies(EVIDENCE_LIST_MAX, 2),
    reasons: tallies(EVIDENCE_LIST_MAX, 10),
    statuses: tallies(EVIDENCE_LIST_MAX, 10),
    subStatuses: tallies(EVIDENCE_LIST_MAX, 10),
    timeline: several(TIMELINE_MAX, (n) => ({ at: NOW - n * MINUTE, count: 1_000_000 })),
    successes: several(SUCCESSES_MAX, () => ({ at: NOW, source: 'x'.repeat(39), host: 'x'.repeat(length) })),
    samples: several(
      SAMPLES_MAX,
      (n) => `.ds-logs-system.security-default-2026.11.22-000001/${'x'.repeat(20)}${n}`,
    ),
    truncated: true,
    different: { accounts: 1_000_000, sources: 1_000_000 },
  });
}

const sealedOf = (all: Evidence) => ({ before: NOW, evidence: all });
const tellings = (count: number): Alert['tellings'] =>
  several(count, (n) => ({
    channelId: String(n).padStart(8, 'c'),
    verdict: { decision: 'notify', reason: 'first' },
    at: NOW,
    digest: { id: 'd'.repeat(32), cause: 'flood' },
    severity: 'critical',
  }));

/** Everything that people can do to one alert. */
const worked: Partial<Alert> = {
  comments: several(BOUNDS.comments.max, () => ({
    by: 'x'.repeat(20),
    at: NOW,
    text: 'x'.repeat(BOUNDS.commentLength),
  })),
  history: {
    dropped: 1,
    entries: several(HISTORY_MAX, () => ({ kind: 'acknowledge', by: 'x'.repeat(20), at: NOW })),
  },
};

describe('bytes of an alert', () => {
  it('are some 3.4 kB where one source tried one account, and two channels told of it', () => {
    const typical = bytesOf({ tellings: tellings(2) }, sealedOf(evidence()));
    expect(typical).toBeGreaterThan(3_000);
    expect(typical).toBeLessThan(4_000);
  });

  it('are some 0.23 MB where a thousand accounts were tried for twelve hours', () => {
    const large = bytesOf({ tellings: tellings(2), evidence: full(20) }, sealedOf(full(20)));
    expect(large).toBeGreaterThan(200_000);
    expect(large).toBeLessThan(250_000);
  });

  it('are some 1.4 MB where each name has the 256 characters that Windows allows and people wrote all they can', () => {
    const largest = bytesOf(
      { tellings: tellings(BOUNDS.channels.max), evidence: full(256), ...worked },
      sealedOf(full(256)),
    );
    expect(largest).toBeGreaterThan(1_000_000);
    expect(largest).toBeLessThan(1_600_000);
  });
});

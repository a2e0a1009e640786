import type { Alert, ChannelTelling } from '../common/alerts/alerts';
import type { Tell } from '../common/channels/tell';
import type { Steps } from '../common/give_way';
import { ChannelNow, NOTHING_KNOWN, type ChannelFacts } from '../server/judge/channel';
import { decide, type Decision } from '../server/judge/decision';
import type { Judged, PastMessage } from '../server/judge/verdict';
import { alert, evidence, MINUTE, NOW } from './builders';
import { judgedChannel } from './channels';

/** The alert that is judged: its last event was a moment ago, and it counts five failures. */
export const judgedAlert = (overrides: Partial<Alert> = {}, last = NOW): Alert =>
  alert({ id: 'this', evidence: evidence({ last }), ...overrides });

/** A message about it, which arrived two minutes ago. */
export const past = (overrides: Partial<PastMessage> = {}): PastMessage => {
  const at = overrides.at ?? NOW - 2 * MINUTE;
  return {
    id: 'message',
    alertId: 'this',
    ordinal: 1,
    at,
    reaches: true,
    arrived: true,
    waits: false,
    severity: 'medium',
    attempts: 5,
    saidAt: at,
    ...overrides,
  };
};

const HOUR = 60 * MINUTE;

/** What is decided on; a test says what differs. */
export interface Given extends Partial<Omit<Judged, 'alert'>> {
  alert?: Partial<Alert>;
  tell?: Partial<Tell>;
  facts?: Partial<ChannelFacts>;
}

/** The decision on an alert that nobody was told of, unless a test says otherwise. */
export function decided({ alert, tell, facts, ...judged }: Given = {}): Decision {
  const channel = new ChannelNow(judgedChannel(tell), { ...NOTHING_KNOWN, ...facts }, NOW);
  return decide(
    {
      alert: judgedAlert(alert),
      told: [],
      telling: undefined,
      known: null,
      isRemindedOf: false,
      cooldown: 15 * MINUTE,
      canEdit: true,
      now: NOW,
      ...judged,
    },
    channel,
  );
}
/** The same in two words. */
export const said = (given: Given) => {
  const { decision, reason } = decided(given).verdict;
  return `${decision} ${reason}`;
};

/** What a channel told an hour ago. */
export const telling = (overrides: Partial<ChannelTelling> = {}): ChannelTelling => ({
  channelId: 'night',
  verdict: { decision: 'notify', reason: 'first' },
  at: NOW - HOUR,
  digest: null,
  severity: null,
  ...overrides,
});
export const DIGEST = { id: 'digest-flood-night-1', cause: 'flood' } as const;
/** People were told by a digest. */
export const toldInDigest = (severity: Alert['severity'] = 'medium', at = NOW - HOUR) =>
  telling({ verdict: { decision: 'notify', reason: 'digest' }, digest: DIGEST, severity, at });

/** What long work comes to, without giving way. */
export function allSteps<Result>(work: Steps<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

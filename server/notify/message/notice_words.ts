import { i18n } from '@kbn/i18n';
import type { TroubleCode } from '../../../common/status/trouble';
import { fitted } from '../../../common/text/fitted_text';
import type { NoticeMessage } from './message';
import { atSecond, orNoName } from './values';

/** What a notice says, in plain text that each channel shows in its own form. */
export interface NoticeWords {
  /** Our own words alone. */
  title: string;
  /** Sentences of our own words. */
  lines: string[];
  /** `value`: one line; it may hold names that people chose, and words of a far side. */
  facts: Array<{ name: string; value: string }>;
}

/** The most code points of a value, so that a notice fits into every kind of channel. */
const MAX = { name: 255, said: 300, remedy: 400 } as const;

interface Words {
  began: string;
  over: string;
  /** What it means, while it lasts. */
  means: string;
  /** What to do about it, where the cause does not say so. */
  remedy: string;
}

const noGoodRun = (): Words => ({
  began: i18n.translate('bruteForceAlerts.notice.noGoodRunTitle', {
    defaultMessage: 'Detection does not work',
  }),
  over: i18n.translate('bruteForceAlerts.notice.noGoodRunOverTitle', {
    defaultMessage: 'Detection works again',
  }),
  means: i18n.translate('bruteForceAlerts.notice.noGoodRunText', {
    defaultMessage: 'No run read all logon events. Attacks may go unseen.',
  }),
  remedy: i18n.translate('bruteForceAlerts.notice.noGoodRunRemedy', {
    defaultMessage: 'Open Brute force alerts in Kibana: its status says what is wrong.',
  }),
});

const sourceSilent = (): Words => ({
  began: i18n.translate('bruteForceAlerts.notice.sourceSilentTitle', {
    defaultMessage: 'No logon events arrive',
  }),
  over: i18n.translate('bruteForceAlerts.notice.sourceSilentOverTitle', {
    defaultMessage: 'Logon events arrive again',
  }),
  means: i18n.translate('bruteForceAlerts.notice.sourceSilentText', {
    defaultMessage: 'A source that sent logon events sends none. Attacks there go unseen.',
  }),
  remedy: i18n.translate('bruteForceAlerts.notice.sourceSilentRemedy', {
    defaultMessage: 'Check that its shipper runs and can reach Elasticsearch, and that its clock is right.',
  }),
});

const channelRefused = (): Words => ({
  began: i18n.translate('bruteForceAlerts.notice.channelRefusedTitle', {
    defaultMessage: 'A channel takes no messages',
  }),
  over: i18n.translate('bruteForceAlerts.notice.channelRefusedOverTitle', {
    defaultMessage: 'The channel takes messages again',
  }),
  means: i18n.translate('bruteForceAlerts.notice.channelRefusedText', {
    defaultMessage:
      'People who read that channel are not told of attacks. What waits is told there once it works.',
  }),
  remedy: i18n.translate('bruteForceAlerts.notice.channelRefusedRemedy', {
    defaultMessage: 'Open the channel under Settings in Kibana, mend it and send a test message.',
  }),
});

const keyLost = (): Words => ({
  began: i18n.translate('bruteForceAlerts.notice.keyLostTitle', {
    defaultMessage: 'Detection cannot read logon events',
  }),
  over: i18n.translate('bruteForceAlerts.notice.keyLostOverTitle', {
    defaultMessage: 'Detection can read logon events again',
  }),
  means: i18n.translate('bruteForceAlerts.notice.keyLostText', {
    defaultMessage: 'Its API key no longer gives the rights that it needs. Attacks go unseen.',
  }),
  remedy: i18n.translate('bruteForceAlerts.notice.keyLostRemedy', {
    defaultMessage: 'Renew the key in Kibana as a person who may read the events.',
  }),
});

const keyExpiring = (): Words => ({
  began: i18n.translate('bruteForceAlerts.notice.keyExpiringTitle', {
    defaultMessage: 'The API key of detection expires soon',
  }),
  over: i18n.translate('bruteForceAlerts.notice.keyExpiringOverTitle', {
    defaultMessage: 'The API key of detection was renewed',
  }),
  means: i18n.translate('bruteForceAlerts.notice.keyExpiringText', {
    defaultMessage: 'From then on nothing is read, and attacks go unseen.',
  }),
  remedy: i18n.translate('bruteForceAlerts.notice.keyExpiringRemedy', {
    defaultMessage: 'Renew the key in Kibana before that, as a person who may read the events.',
  }),
});

const heartbeatFailing = (): Words => ({
  began: i18n.translate('bruteForceAlerts.notice.heartbeatFailingTitle', {
    defaultMessage: 'The heartbeat does not arrive',
  }),
  over: i18n.translate('bruteForceAlerts.notice.heartbeatFailingOverTitle', {
    defaultMessage: 'The heartbeat arrives again',
  }),
  means: i18n.translate('bruteForceAlerts.notice.heartbeatFailingText', {
    defaultMessage:
      'The service that waits for its calls takes detection for dead, and would not notice if it were. Detection itself goes on.',
  }),
  remedy: i18n.translate('bruteForceAlerts.notice.heartbeatFailingRemedy', {
    defaultMessage: 'Open Settings, General in Kibana, mend the URL of the heartbeat and call it.',
  }),
});

const WORDS: Record<TroubleCode, () => Words> = {
  no_good_run: noGoodRun,
  source_silent: sourceSilent,
  channel_refused: channelRefused,
  key_lost: keyLost,
  key_expiring: keyExpiring,
  heartbeat_failing: heartbeatFailing,
};

/** That a source fell silent, as one sentence. */
export const silentSource = (pattern: string): string =>
  i18n.translate('bruteForceAlerts.notice.silentSourceText', {
    defaultMessage: 'No logon events arrive at {pattern}.',
    values: { pattern },
  });

/** What a notice says: what happened, since when, and what to do. Times are UTC. */
export function noticeWords(message: NoticeMessage): NoticeWords {
  const { code, state, cause, since, until, due, name, space } = message;
  const words = WORDS[code]();
  const facts = [
    fact(labels.channel, code === 'channel_refused' ? name : null),
    fact(labels.source, code === 'source_silent' ? name : null),
    fact(labels.host, code === 'heartbeat_failing' ? name : null),
    fact(labels.since, code === 'key_expiring' ? null : utc(since)),
    fact(labels.until, until === null ? null : utc(until)),
    fact(labels.due, due === null || state === 'over' ? null : utc(due)),
    fact(labels.cause, cause === null ? null : cause.said, MAX.said),
    fact(labels.remedy, cause === null ? null : cause.remedy || words.remedy, MAX.remedy),
    fact(labels.space, space),
  ].flat();
  if (state === 'over') return { title: words.over, lines: [], facts };
  return { title: words.began, lines: cause ? [words.means] : [words.means, words.remedy], facts };
}

const utc = (at: number) => `${atSecond(at)} UTC`;

const fact = (label: () => string, value: string | null, max: number = MAX.name): NoticeWords['facts'] =>
  value === null ? [] : [{ name: label(), value: fitted(orNoName(value), max) }];

const labels = {
  channel: () => i18n.translate('bruteForceAlerts.notice.channelName', { defaultMessage: 'Channel' }),
  source: () => i18n.translate('bruteForceAlerts.notice.sourceName', { defaultMessage: 'Index pattern' }),
  host: () => i18n.translate('bruteForceAlerts.notice.hostName', { defaultMessage: 'Called host' }),
  since: () => i18n.translate('bruteForceAlerts.notice.sinceName', { defaultMessage: 'Since' }),
  until: () => i18n.translate('bruteForceAlerts.notice.untilName', { defaultMessage: 'Until' }),
  due: () => i18n.translate('bruteForceAlerts.notice.dueName', { defaultMessage: 'Expires' }),
  cause: () => i18n.translate('bruteForceAlerts.notice.causeName', { defaultMessage: 'What was said' }),
  remedy: () => i18n.translate('bruteForceAlerts.notice.remedyName', { defaultMessage: 'What to do' }),
  space: () => i18n.translate('bruteForceAlerts.notice.spaceName', { defaultMessage: 'Kibana space' }),
};

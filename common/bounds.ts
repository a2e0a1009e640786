const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The limits that the form, the server and the docs share. Spans are in milliseconds, both ends included. */
export const BOUNDS = {
  /** 1 suits an account that nobody should ever try; a million is beyond what any person would set. */
  threshold: { min: 1, max: 1_000_000 },
  timespan: { min: SECOND, max: DAY },
  /** Whole seconds. A shorter one would find nothing sooner: Elasticsearch shows new events once a second at best. */
  interval: { min: SECOND, max: HOUR },
  /** Less than a minute would be a flood for as long as an attack goes on. */
  cooldown: { min: MINUTE, max: 7 * DAY },
  rules: { max: 50 },
  ruleIdLength: 64,
  excludedAccounts: { max: 200 },
  excludedAccountLength: 256,
  excludedAddresses: { max: 200 },
  /** The longest address, with a zone and the length of a range. */
  excludedAddressLength: 64,
  /** Elasticsearch's own limit is on the depth; longer names are no field of any shipper. */
  fieldLength: 256,
  indexPatterns: { min: 1, max: 50 },
  /** Elasticsearch refuses index names of more than 255 bytes. */
  indexPatternLength: 255,
  channels: { max: 20 },
  channelIdLength: 64,
  channelNameLength: 100,
  /** Of the name of a proxy in kibana.yml. */
  proxyNameLength: 40,
  /** Characters of a comment on an alert. What is longer belongs into a case, with a link to it here. */
  commentLength: 4_000,
  /** The most comments on one alert: its document is read whole by every run while the attack goes on. */
  comments: { max: 100 },
  /** Kibana's own limit on the names of users. */
  userNameLength: 1_024,
  /** How long nobody is told of a snoozed alert, from now. */
  snooze: { max: 365 * DAY },
  /** The most alerts that one request acts on. */
  bulkAlerts: { max: 1_000 },
  /** The longest name of a time zone that exists has 32 characters. */
  timeZoneLength: 64,
  /** Up to a day. */
  digestMinutes: { min: 5, max: 1_440 },
  /** Between two calls of the heartbeat. */
  heartbeatMinutes: { min: 1, max: 60 },
  /** First messages in ten minutes. Telegram takes 20 messages a minute in a group. */
  firstMessages: { min: 1, max: 100 },
  /** How long buttons below a message work, hours. */
  buttonHours: { min: 1, max: 72 },
  /** People who may press the buttons of a channel. */
  buttonUsers: { max: 50 },
  /** The most alerts of one export: some 10 MB. */
  exportedAlerts: { max: 10_000 },
  email: {
    recipients: 50,
    /** RFC 5321: a path of 256 with its brackets. */
    addressLength: 254,
    /** Of a name in DNS. */
    hostLength: 253,
    userLength: 320,
    passwordLength: 1_024,
  },
  /** URLs of Teams Workflows have some 300 characters. Headers as Node takes them: 16 KB in all. */
  webhook: {
    urlLength: 2_048,
    /** Of a name in DNS with a port. */
    hostLength: 260,
    headers: 10,
    headerNameLength: 64,
    headerValueLength: 1_024,
    signingKey: { min: 16, max: 256 },
  },
  /** Largest body a route takes, bytes. */
  body: 64 * 1024,
  /** Largest body of a request that names a thousand alerts, bytes. */
  bulkBody: 256 * 1024,
  /** The longest version of saved settings that is accepted, characters; Kibana's have about 16. */
  versionLength: 128,
  /** The most problems that one refusal names, so that a body full of faults does not make a huge answer. */
  problems: 20,
  /** The most characters of a caller's own text, or of a name of a field, that a refusal repeats. */
  quoted: 100,
} as const;

/** `most` requests of a kind in any span of `per`, milliseconds. */
export interface Rate {
  most: number;
  per: number;
}
export const RATES = {
  /**
   * Telegram takes 20 messages a minute in a group (its guidance); half of them stay for alerts. Counted for each
   * space over all Kibanas.
   */
  testMessages: { most: 10, per: MINUTE },
  /** Requests that make searches or ask Telegram because somebody asked. Counted for each space in each Kibana. */
  questions: { most: 60, per: MINUTE, atOnce: 5 },
} as const;

/**
 * Alerts that are over and that nobody touched stay, since nobody has seen to them, but only so many: where nobody works
 * on alerts at all, they would fill the disk for ever.
 */
export const UNTOUCHED_KEPT = 10_000;

/** How much later than it happened an event may arrive and still count as if on time. */
export const LATENESS = 10 * MINUTE;
/** How far back a tick looks after Kibana was away; what is older is a named gap. */
export const LOOK_BACK = DAY;
/** For successes that cannot be read, failures are kept for so much longer, milliseconds. */
export const WAIT_FOR_SUCCESSES = HOUR;
/** An attack that was quiet for longer than this, or than its timespan where that is longer, has ended. */
export const MIN_QUIET = 15 * MINUTE;
/**
 * A message that could not be sent for this long is given up: it is no news any more, even if the channel works again.
 */
export const TELL_WITHIN = 6 * HOUR;

import type { Alert } from '../alerts/alerts';
import type { Channel, ChannelFacts, ChannelSecrets } from '../channels/channels';
import type { TypedSecrets } from '../channels/kinds';
import type { Delivery } from '../deliveries/deliveries';
import type { AlertSummary } from '../alerts/search';
import type { Evidence } from '../alerts/evidence';
import type { FieldOverrides, PatternFields } from '../settings/fields';
import type { KerberosAndNtlm, LogonsSeen } from '../settings/kerberos_and_ntlm';
import type { HeartbeatMethod } from '../settings/heartbeat';
import type { HeartbeatOutcome } from '../status/heartbeat';
import type { Problem } from '../status/problems';
import type { Group } from '../rules/rules';
import type { SettingsInput } from '../settings/settings';
import type { Verdict } from '../alerts/verdicts';

/**
 * HTTP paths. In a space other than the default one they stand behind `/s/<space>`. Those that set off searches or
 * calls to Telegram (detect, PUT settings, turning detection on, a new key, the checks, the test messages) answer 429
 * with Retry-After where a space asks too much: see `RATES`.
 */
export const API = {
  detect: '/api/detect/bruteforce',
  settings: '/api/brute_force_alerts/settings',
  turnOn: '/api/brute_force_alerts/detection/_turn_on',
  turnOff: '/api/brute_force_alerts/detection/_turn_off',
  renewKey: '/api/brute_force_alerts/detection/_renew_key',
  checkSource: '/api/brute_force_alerts/source/_check',
  fieldReport: '/api/brute_force_alerts/source/_fields',
  checkToken: '/api/brute_force_alerts/telegram/_check_token',
  checkChat: '/api/brute_force_alerts/telegram/_check_chat',
  startPairing: '/api/brute_force_alerts/telegram/pairing/_start',
  pairingState: '/api/brute_force_alerts/telegram/pairing/_state',
  confirmPairing: '/api/brute_force_alerts/telegram/pairing/_confirm',
  cancelPairing: '/api/brute_force_alerts/telegram/pairing/_cancel',
  testChannel: '/api/brute_force_alerts/channels/_test',
  channelTest: '/api/brute_force_alerts/channels/_test/{id}',
  testHeartbeat: '/api/brute_force_alerts/heartbeat/_test',
  previewMessages: '/api/brute_force_alerts/channels/_preview',
  alerts: '/api/brute_force_alerts/alerts',
  alert: '/api/brute_force_alerts/alerts/{id}',
  exportAlerts: '/api/brute_force_alerts/alerts.csv',
  actOnAlert: '/api/brute_force_alerts/alerts/{id}/_act',
  bulkAlerts: '/api/brute_force_alerts/alerts/_bulk',
  deliveries: '/api/brute_force_alerts/deliveries',
  status: '/api/brute_force_alerts/status',
  metrics: '/api/brute_force_alerts/metrics',
} as const;

/** Body of every refusal: `message` for people, `attributes.problems` for the page, one per field. */
export interface ErrorBody {
  statusCode: number;
  error: string;
  message: string;
  attributes?: { problems: Problem[] };
}

/**
 * The saved settings as the browser may see them. Secrets never leave the server; the browser learns only which ones
 * are saved.
 */
export interface SettingsView {
  settings: SettingsInput;
  /**
   * An opaque value to send back on save. It shows the server where two people save at the same time. Null where
   * nothing was saved yet.
   */
  version: string | null;
  detectionOn: boolean;
  /** What is known of each channel of the settings, in their order. */
  channels: ChannelFacts[];
  /** The host of the heartbeat's URL that is saved; null where none is. */
  heartbeatHost: string | null;
  canEncrypt: boolean;
  /** The names of the proxies that kibana.yml lists. Their addresses are nobody's business here. */
  proxies: string[];
}

/**
 * PUT settings. `secrets` holds only secrets that were typed anew; a channel that it does not name keeps what is
 * saved.
 */
export interface SaveSettingsRequest {
  settings: SettingsInput;
  version: string | null;
  secrets?: ChannelSecrets;
  /** A new URL of the heartbeat; where it is absent the saved one stays for as long as the heartbeat is on. */
  heartbeatUrl?: string;
}
export interface SaveSettingsResponse extends SettingsView {
  /**
   * Problems that did not keep the settings from being saved, e.g. a pattern that matches nothing while detection is
   * off.
   */
  warnings: Problem[];
}

/** POST detection/_turn_on, _turn_off and _renew_key. */
export interface SwitchRequest {
  version: string;
}

export interface BotIdentity {
  id: number;
  username: string;
}
export interface ChatIdentity {
  id: string;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title: string;
}

/**
 * POST telegram/_check_token, _check_chat: values of the form, not saved yet. Without `botToken` the saved
 * token of the channel `channelId` is used; without `channelId` too, that of the first Telegram channel. `proxy`: by which
 * proxy of kibana.yml, by its name; null: by that for all channels; absent: by that of the channel whose token is used.
 */
export interface CheckTokenRequest {
  botToken?: string;
  channelId?: string;
  proxy?: string | null;
}
export interface CheckChatRequest extends CheckTokenRequest {
  chatId: string;
}
/** What Telegram answered, a refusal included. The HTTP status is 200 in both cases. */
export type TelegramCheck<T> = { ok: true; result: T } | { ok: false; problem: Problem };
export type CheckTokenResponse = TelegramCheck<BotIdentity>;
export type CheckChatResponse = TelegramCheck<ChatIdentity>;

/**
 * POST channels/_test: a channel of the form, saved or not. A secret that is not typed is the saved one of the same
 * id, where the channel still sends to the same place.
 */
export interface TestChannelRequest {
  channel: Channel;
  secrets?: TypedSecrets;
}
/**
 * What became of the test message, also of GET channels/_test/{id}. The HTTP status is 200 also where the far side refused
 * it. Through a channel as it is saved it goes the way that alerts go, so it may still wait when this is answered: then
 * ask again with its id.
 */
export type TestChannelResponse =
  | { outcome: 'delivered'; text: string; deliveredAt: number }
  | ({ outcome: 'deferred' | 'refused' | 'unknown' } & TestFailure)
  /** `last`: why the last try failed; null before the first. `notBefore`: when the next is, at the earliest, epoch ms. */
  | { outcome: 'waiting'; id: string; notBefore: number; last: TestFailure | null };
export interface TestFailure {
  code: string;
  /** What the far side said, word for word, at most 300 characters, without secrets. */
  said: string;
  remedy: string;
}

/** POST heartbeat/_test: calls the URL of the form or, where none is typed, the saved one. Nothing is saved. */
export interface TestHeartbeatRequest {
  method: HeartbeatMethod;
  url?: string;
}
/** What became of the call. The HTTP status is 200 also where the far side refused it. */
export type TestHeartbeatResponse = HeartbeatOutcome;

/** POST channels/_preview: a channel of the form, saved or not. Nothing is sent. */
export interface PreviewRequest {
  channel: Channel;
}
/** The messages of a made-up attack, as the channel would show them. */
export interface PreviewResponse {
  messages: MessagePreview[];
}
export interface MessagePreview {
  of: PreviewedMessage;
  /** The subject of a mail; null where the channel has none. */
  subject: string | null;
  text: string;
}
export type PreviewedMessage = 'alert' | 'ended' | 'digest';

/** POST source/_check and source/_fields: the values of the form, saved or not. */
export interface SourceRequest {
  indexPatterns: string[];
  fields?: FieldOverrides;
  patternFields?: PatternFields[];
  kerberosAndNtlm?: KerberosAndNtlm;
}
export interface SourceCheck {
  patterns: PatternCheck[];
  problems: Problem[];
  /** Null where nobody can tell. */
  logons: LogonsSeen | null;
}
export interface PatternCheck {
  pattern: string;
  /** Concrete indices that the asker can read. */
  indices: number;
  /** Time of the newest document, epoch milliseconds; null where there is none. */
  newestEventAt: number | null;
}

/** GET alerts. */
export interface AlertsResponse {
  alerts: AlertWithDeliveries[];
  total: number;
  /** The parameter `after` of the next page; null where there is none. */
  after: string | null;
  /** Null unless it was asked for. */
  summary: AlertSummary | null;
}
/** GET deliveries: those of alerts, newest first. */
export interface DeliveriesResponse {
  deliveries: Delivery[];
  total: number;
  after: string | null;
}
export type AlertWithDeliveries = Alert & { deliveries: Delivery[] };

/** GET /api/detect/bruteforce. */
export interface DetectResponse {
  threshold: number;
  timespan: string;
  /** The slice of event time that was looked at, epoch milliseconds. */
  from: number;
  to: number;
  accounts: DetectedAccount[];
  /**
   * What could not be read, and why. Where there is a problem, an empty list of accounts does not mean that there was
   * no attack.
   */
  problems: Problem[];
  /** Absent with `?notify=false`. */
  notify?: NotifyResult;
}
export interface DetectedAccount {
  /** The most frequent spelling. */
  account: string;
  spellings: string[];
  /** When the failure that reached the threshold happened, epoch milliseconds. */
  firedAt: number;
  evidence: Evidence;
}
export type NotifyResult =
  | { state: 'ran'; verdicts: JournalVerdict[] }
  | { state: 'detection_off' | 'tick_not_finished' | 'tick_failed'; message: string };

export interface JournalVerdict {
  alertId: string;
  /** The channel that the verdict is about; null where there is no channel. */
  channelId: string | null;
  ruleId: string;
  group: Pick<Group, 'kind' | 'value'>;
  attempts: number;
  verdict: Verdict;
}

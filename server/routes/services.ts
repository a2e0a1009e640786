import type { SourceCheck } from '../../common/api/api';
import type { FieldReport } from '../../common/settings/field_report';
import type { Hidden } from '../../common/settings/hidden';
import type { LogonsSeen } from '../../common/settings/kerberos_and_ntlm';
import type { Delivery } from '../../common/deliveries/deliveries';
import type { Problem } from '../../common/status/problems';
import type { SettingsInput, SourceSettings } from '../../common/settings/settings';
import type { DetectedAccount, MessagePreview } from '../../common/api/api';
import type { Channel } from '../../common/channels/channels';
import type {
  ElasticsearchClient,
  KibanaRequest,
  RequestHandlerContext,
} from '../../kibana_contracts/server';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import type { ChannelTests } from '../notify/delivery/channel_tests_port';
import type { ChannelRef } from '../notify/delivery/outbox_port';
import type { TelegramFailure, TelegramWays } from '../notify/telegram/bot_api_port';
import type { AlertReader } from '../record/alert_store_port';
import type { AlertActions } from '../record/people_port';
import type { MemoryStore } from '../record/memory_port';
import type { DeliveryReader } from '../record/plans_port';
import type { SecretsNotes } from '../record/secrets_port';
import type { SourceStore } from '../record/source_port';
import type { Authority } from './authority_port';
import type { Pairing } from './channels/pairing_port';
import type { HeartbeatServices } from './heartbeat/heartbeat_services_port';
import type { Limits } from './limits_port';
import type { Schedule } from './schedule_port';
import type { BackgroundSettings, CallerSettings } from './settings/settings_port';

/** The accounts over the threshold in a slice of time, read with the rights of the caller. */
export interface Look {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  accounts: DetectedAccount[];
  /** Where there was more than could be read in time. */
  problems: Problem[];
}

/** Everything the routes need, handed in by the plugin once it has started. */
export interface Services {
  canEncrypt: boolean;
  spaceOf(request: KibanaRequest): string;
  /** Whether the caller may change settings and send, as the browser's capabilities say. */
  maySend(request: KibanaRequest): Promise<boolean>;
  settingsAs(context: RequestHandlerContext): Promise<CallerSettings>;
  background: BackgroundSettings;
  secrets: Pick<SecretsNotes, 'read'>;
  authority: Authority;
  schedule: Schedule;
  limits: Limits;
  /** Every kind of channel. */
  senders: ChannelSenders;
  telegram: TelegramWays;
  pairing: Pairing;
  /** The names of the proxies that kibana.yml lists, in its order. */
  proxies: readonly string[];
  heartbeat: HeartbeatServices;
  /** A failure of Telegram in words with a remedy. `field`: the input that caused it. */
  telegramProblem(failure: TelegramFailure, field?: string): Problem;
  /** The messages of a made-up attack, as a channel would show them. None where its kind cannot tell. */
  previews(space: string, channel: Channel): MessagePreview[];
  /** What the patterns reach for a caller, and what the caller's roles hide. */
  inspect(client: ElasticsearchClient, source: SourceSettings): Promise<SourceCheck>;
  /** What the patterns reach for a fresh key. `client` carries the key's own credentials. */
  testKey(client: ElasticsearchClient, source: SourceSettings): Promise<SourceCheck>;
  /** What the roles of a caller hide of the patterns. */
  hidden(client: ElasticsearchClient, source: SourceSettings): Promise<Hidden>;
  /** Which fields the newest failures are read from, for a caller, and how many of the failures have a value there. */
  describeFields(client: ElasticsearchClient, source: SourceSettings): Promise<FieldReport>;
  /** The accounts over the threshold now. It only reads: the watermark stays, and no alert ends. */
  look(client: ElasticsearchClient, settings: SettingsInput, logons: LogonsSeen | null): Promise<Look>;
  /** Makes the space's own indices, before the first run writes to them. */
  prepareStorage(space: string): Promise<void>;
  alerts(space: string): AlertReader;
  alertActions(space: string): AlertActions;
  channelTests(space: string): ChannelTests;
  /** Somebody changed the channel: where it is broken it is probed now. */
  channelChanged(ref: ChannelRef): Promise<void>;
  deliveries(space: string): DeliveryReader;
  /** The words of messages that were not delivered, as their channels would show them, by id; those that are known. */
  undeliveredTexts(
    space: string,
    deliveries: Array<Pick<Delivery, 'id' | 'channel'>>,
  ): Promise<Map<string, string>>;
  memory(space: string): MemoryStore;
  source(space: string): Pick<SourceStore, 'read' | 'forget'>;
  pokeOutbox(): void;
  now(): number;
  wait(ms: number): Promise<void>;
  /** Whether Elasticsearch was unable to do what it was asked, and may be able to soon. A refusal is no such error. */
  isPassing(error: unknown): boolean;
}

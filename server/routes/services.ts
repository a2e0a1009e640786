import type { SourceCheck } from '../../common/api';
import type { Problem } from '../../common/problems';
import type { SettingsInput } from '../../common/settings';
import type { DetectedAccount } from '../../common/api';
import type { ElasticsearchClient, KibanaRequest, RequestHandlerContext } from '../../kibana_contracts/server';
import type { AlertReader } from '../adapters/alert_index';
import type { Authority } from '../adapters/api_key';
import type { SpaceDeliveries } from '../adapters/outbox_index';
import type { BackgroundSettings, CallerSettings } from '../adapters/settings_object';
import type { Schedule } from '../adapters/tasks';
import type { TelegramApi, TelegramFailure, TelegramHtml } from '../notify/telegram_port';
import type { MemoryStore } from '../record/memory_port';

/** What the accounts of a slice did, seen with the rights of whoever asks. */
export interface Look {
  from: string;
  to: string;
  accounts: DetectedAccount[];
}

/** Everything the routes need, handed in by the plugin once it has started. */
export interface Services {
  canEncrypt: boolean;
  spaceOf(request: KibanaRequest): string;
  /** Whether the caller may change settings and send, as the browser's capabilities say. */
  maySend(request: KibanaRequest): Promise<boolean>;
  settingsAs(context: RequestHandlerContext): Promise<CallerSettings>;
  background: BackgroundSettings;
  authority: Authority;
  schedule: Schedule;
  telegram: TelegramApi;
  /** What Telegram said, in words with a remedy, at the field that caused it. */
  telegramProblem(failure: TelegramFailure, field?: string): Problem;
  testMessage(space: string): TelegramHtml;
  inspect(client: ElasticsearchClient, patterns: string[]): Promise<SourceCheck>;
  /** The accounts over the threshold now. Moves nothing and ends nothing. */
  look(client: ElasticsearchClient, settings: SettingsInput): Promise<Look>;
  alerts(space: string): AlertReader;
  deliveries(space: string): SpaceDeliveries;
  memory(space: string): MemoryStore & { forget(): Promise<void> };
  pokeOutbox(): void;
  now(): number;
  wait(ms: number): Promise<void>;
}


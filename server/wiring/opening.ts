import { reasonOf } from '../../common/text/reason_of';
import type { ElasticsearchClient, Logger } from '../../kibana_contracts/server';
import type { SecretsNotes } from '../record/secrets_port';
import type { Authority } from '../routes/authority_port';
import type { BackgroundSettings, OpenedSettings } from '../routes/settings/settings_port';

/** What opens the settings of spaces. */
export interface Opening {
  internalClient: ElasticsearchClient;
  settings: BackgroundSettings;
  authority: Authority;
  secrets: SecretsNotes;
  logger: Logger;
}

/**
 * How often each Kibana looks whether it can decrypt the secrets of all spaces, ms. By a timer and not by a task: a
 * Kibana that cannot must say so also where another one gets every task.
 */
const LOOK_EVERY = 60_000;

/**
 * The settings of a space with their secrets. 'gone' where detection is off there. 'unreadable' where this Kibana cannot
 * decrypt the secrets. What all Kibanas know of that is brought up to date.
 */
export async function open(opening: Opening, space: string): Promise<OpenedSettings | 'gone' | 'unreadable'> {
  try {
    const opened = await opening.settings.open(space);
    if (!opened?.attributes.detectionOn) return 'gone';
    await sawSecrets(opening, space, true);
    return opened;
  } catch (error) {
    if (!opening.settings.isUndecryptable(error)) throw error;
    await sawSecrets(opening, space, false);
    return 'unreadable';
  }
}

/**
 * The client that reads the space's events: with its key or, where security is off, as the internal user.
 * Null where security is on and there is no key: the internal user would find no events and give no error.
 */
export function clientFor(
  { authority, internalClient }: Pick<Opening, 'authority' | 'internalClient'>,
  { apiKey }: OpenedSettings,
): ElasticsearchClient | null {
  if (!authority.securityOn()) return internalClient;
  return apiKey ? authority.clientOf(apiKey) : null;
}

/** A note that cannot be stored now is stored by the next look; it keeps no tick from reading. */
const sawSecrets = (
  { secrets, logger }: Pick<Opening, 'secrets' | 'logger'>,
  space: string,
  isReadable: boolean,
): Promise<void> =>
  secrets
    .saw(space, isReadable)
    .catch((error: unknown) =>
      logger.warn(`Space ${space}: whether secrets can be decrypted was not stored: ${reasonOf(error)}`),
    );

/** Looks whether this Kibana can decrypt the secrets of every space in which detection is on. */
async function lookAtSecrets(opening: Opening): Promise<void> {
  for (const { space } of await opening.settings.spacesTurnedOn()) await open(opening, space);
}

/** Looks at that now and every minute, until the result is called. */
export function watchSecrets(opening: Opening): () => void {
  const lookNow = () =>
    void lookAtSecrets(opening).catch((error: unknown) =>
      opening.logger.debug(`Whether secrets can be decrypted was not looked at: ${reasonOf(error)}`),
    );
  lookNow();
  const timer = setInterval(lookNow, LOOK_EVERY).unref();
  return () => clearInterval(timer);
}

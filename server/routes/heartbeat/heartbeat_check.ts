import { hostOfUrl } from '../../../common/channels/webhook_url';
import { Secret } from '../../../common/channels/secret';
import type { SettingsInput } from '../../../common/settings/settings';
import type { Problem } from '../../../common/status/problems';
import { heartbeatIsOff, heartbeatNeedsUrl, noEncryptionKey } from '../refusals';
import type { Services } from '../services';
import { WITHOUT_HEARTBEAT_URL } from '../settings/secrets_state';
import type { SettingsAttributes } from '../settings/settings_port';

/** The input that holds the URL. */
const FIELD = 'heartbeatUrl';

/** The settings and the URL that somebody wants to save. */
interface Wanted {
  settings: Pick<SettingsInput, 'heartbeat'>;
  heartbeatUrl?: string;
}

/** The URL that is saved. */
interface SavedUrl {
  /** Null where there is none. */
  host: string | null;
  /** Whether nobody can decrypt it any more. */
  isLost: boolean;
}

/** What is to be stored of the heartbeat, or why nothing is. */
export interface HeartbeatCheck {
  /** Both are there, or none: the host is that of the URL. */
  attributes: Pick<SettingsAttributes, 'heartbeatHost' | 'heartbeatUrl'>;
  problems: Problem[];
  /** Whether a new URL is stored. */
  isSealedAnew: boolean;
}

/**
 * Checks the URL without calling it: a call would tell whoever waits for it that detection works. Without a heartbeat the
 * saved URL is forgotten.
 */
export function checkHeartbeat(
  services: Services,
  { settings, heartbeatUrl: typed }: Wanted,
  saved: SavedUrl,
): HeartbeatCheck {
  if (!settings.heartbeat)
    return typed === undefined
      ? { ...UNCHANGED, attributes: saved.host === null ? {} : WITHOUT_HEARTBEAT_URL }
      : refusedBy(heartbeatIsOff());
  if (typed === undefined)
    return saved.host === null || saved.isLost ? refusedBy(heartbeatNeedsUrl(FIELD)) : UNCHANGED;
  if (!services.canEncrypt) return refusedBy(noEncryptionKey());
  const forbidden = services.heartbeat.forbids(new Secret(typed));
  if (forbidden) {
    const { code, said, remedy } = forbidden;
    return refusedBy({ code, severity: 'error', field: FIELD, message: said, remedy });
  }
  const attributes = { heartbeatHost: hostOfUrl(typed) ?? null, heartbeatUrl: typed };
  return { attributes, problems: [], isSealedAnew: true };
}

const UNCHANGED: HeartbeatCheck = { attributes: {}, problems: [], isSealedAnew: false };

const refusedBy = (problem: Problem): HeartbeatCheck => ({ ...UNCHANGED, problems: [problem] });

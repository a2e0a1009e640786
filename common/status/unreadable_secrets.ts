import { i18n } from '@kbn/i18n';
import type { Memory, SecretsNote } from './memory';
import type { Problem } from './problems';

/** A tick is this long ago at most where a Kibana watches the space, ms: one holds the task for most of a minute. */
const WATCHED_WITHIN = 60_000;

/**
 * Whether another Kibana reads a space whose secrets one cannot decrypt: a tick went well since that was noted, and not
 * long ago. `now`: epoch milliseconds.
 */
export function isReadElsewhere(
  note: SecretsNote | null,
  { lastGoodTickAt }: Pick<Memory, 'lastGoodTickAt'>,
  now: number,
): boolean {
  if (!note || lastGoodTickAt === null) return false;
  return lastGoodTickAt > note.since && now - lastGoodTickAt < WATCHED_WITHIN;
}

/** That a Kibana cannot decrypt the secrets. `isElsewhere`: whether another one can, and reads the space. */
export const undecryptable = (isElsewhere: boolean): Problem => ({
  code: 'undecryptable',
  severity: 'error',
  message: isElsewhere ? readElsewhere() : readNowhere(),
  remedy: i18n.translate('bruteForceAlerts.authority.undecryptableRemedy', {
    defaultMessage:
      'Give every Kibana the same xpack.encryptedSavedObjects.encryptionKey in kibana.yml: the one that these were saved with. Or list that one under xpack.encryptedSavedObjects.keyRotation.decryptionOnlyKeys. Restart. If it is lost, enter the tokens and passwords again under Settings and save: that renews the API key too. Without any of them, renew the key.',
  }),
});

const readElsewhere = () =>
  i18n.translate('bruteForceAlerts.authority.undecryptableHereErrorMessage', {
    defaultMessage:
      'A Kibana cannot decrypt the saved tokens, passwords and the API key, and another one can: their encryption keys differ, or the key of one was changed. The other one goes on watching and telling.',
  });

const readNowhere = () =>
  i18n.translate('bruteForceAlerts.authority.undecryptableErrorMessage', {
    defaultMessage:
      "The saved tokens, passwords and the API key cannot be decrypted, so nothing is read: Kibana's encryption key was changed, or another Kibana with another key saved them.",
  });

import { i18n } from '@kbn/i18n';
import type { Problem } from '../../common/status/problems';
import { quoted, type Answer } from './route';

const refusal = (status: 400 | 403 | 404 | 409 | 503, problem: Omit<Problem, 'severity'>): Answer => ({
  status,
  problems: [{ severity: 'error', ...problem }],
});

export const somebodySavedMeanwhile = (): Answer =>
  refusal(409, {
    code: 'conflict',
    message: i18n.translate('bruteForceAlerts.api.conflictErrorMessage', {
      defaultMessage: 'Somebody else saved these settings since you opened them. Nothing of yours was saved.',
    }),
    remedy: i18n.translate('bruteForceAlerts.api.conflictRemedy', {
      defaultMessage: 'Load the newer settings, look at what changed, and save again.',
    }),
  });

export const nothingSaved = (): Answer =>
  refusal(400, {
    code: 'nothing_saved',
    message: i18n.translate('bruteForceAlerts.api.nothingSavedErrorMessage', {
      defaultMessage: 'There are no settings in this space yet.',
    }),
    remedy: i18n.translate('bruteForceAlerts.api.nothingSavedRemedy', {
      defaultMessage: 'Save the settings first, then turn detection on.',
    }),
  });

export const detectionIsOff = (): Answer =>
  refusal(400, {
    code: 'detection_off',
    message: i18n.translate('bruteForceAlerts.api.renewWhileOffErrorMessage', {
      defaultMessage: 'Detection is off in this space, so there is no key to renew.',
    }),
    remedy: i18n.translate('bruteForceAlerts.api.renewWhileOffRemedy', {
      defaultMessage: 'Turn detection on: that makes a key of yours.',
    }),
  });

export const noSuchAlert = (id: string): Answer => ({ status: 404, problems: [noAlertWith(id)] });

export const noAlertWith = (id: string): Problem => ({
  code: 'no_such_alert',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.api.noSuchAlertErrorMessage', {
    defaultMessage: 'There is no alert {id} in this space.',
    values: { id: quoted(id) },
  }),
  remedy: i18n.translate('bruteForceAlerts.api.noSuchAlertRemedy', {
    defaultMessage:
      'Check the link and the space: an alert is seen only in the space that it belongs to. Closed alerts are removed when they are older than the space keeps them.',
  }),
});

/** `waitMs`: how long until there is room again. */
export function tooManyRequests(waitMs: number): Answer {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return {
    status: 429,
    retryAfter: seconds,
    problems: [
      {
        code: 'too_many_requests',
        severity: 'error',
        message: i18n.translate('bruteForceAlerts.api.tooManyRequestsErrorMessage', {
          defaultMessage:
            'That was asked too often, or too much at once, in this space. Nothing was done or sent.',
        }),
        remedy: i18n.translate('bruteForceAlerts.api.tooManyRequestsRemedy', {
          defaultMessage: 'Wait {seconds, plural, one {# second} other {# seconds}}, then try again.',
          values: { seconds },
        }),
      },
    ],
  };
}

export const onlyLooking = (): Answer =>
  refusal(403, {
    code: 'only_looking',
    message: i18n.translate('bruteForceAlerts.api.onlyLookingErrorMessage', {
      defaultMessage:
        'You may look, but sending what is due needs the privilege "All" on Brute force alerts.',
    }),
    remedy: i18n.translate('bruteForceAlerts.api.onlyLookingRemedy', {
      defaultMessage: 'Add ?notify=false to look without sending anything.',
    }),
  });

export const noEncryptionKey = (): Problem => ({
  code: 'no_encryption_key',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.api.noEncryptionKeyErrorMessage', {
    defaultMessage: 'Kibana has no encryption key, so no bot token and no API key can be stored.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.noEncryptionKeyRemedy', {
    defaultMessage:
      'Run bin/kibana-encryption-keys generate, put xpack.encryptedSavedObjects.encryptionKey into kibana.yml (the same on every Kibana), and restart.',
  }),
});

/** `field`: the input that the URL is missing in. */
export const heartbeatNeedsUrl = (field: string): Problem => ({
  code: 'heartbeat_url_missing',
  severity: 'error',
  field,
  message: i18n.translate('bruteForceAlerts.api.heartbeatUrlMissingErrorMessage', {
    defaultMessage: 'The heartbeat has no URL to call.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.heartbeatUrlMissingRemedy', {
    defaultMessage:
      'Copy the address from the service that is to wait for the calls, or turn the heartbeat off.',
  }),
});

export const heartbeatIsOff = (): Problem => ({
  code: 'heartbeat_off',
  severity: 'error',
  field: 'heartbeatUrl',
  message: i18n.translate('bruteForceAlerts.api.heartbeatOffErrorMessage', {
    defaultMessage: 'A URL of the heartbeat was sent, and the heartbeat is off.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.heartbeatOffRemedy', {
    defaultMessage: 'Send settings.heartbeat with its method and minutes, or leave the URL out.',
  }),
});

export const noTokenYet = (): Problem => ({
  code: 'no_token',
  severity: 'error',
  field: 'botToken',
  message: i18n.translate('bruteForceAlerts.api.noTokenErrorMessage', {
    defaultMessage: 'There is no bot token yet.',
  }),
  remedy: i18n.translate('bruteForceAlerts.api.noTokenRemedy', {
    defaultMessage: 'Paste the token that @BotFather gave you.',
  }),
});

/** `secret`: the name of a secret that is missing; null where an option is. */
export const channelNotReady = (secret: string | null): Problem => ({
  code: 'channel_not_ready',
  severity: 'error',
  field: secret === null ? 'channel.options' : `secrets.${secret}`,
  message: i18n.translate('bruteForceAlerts.api.channelNotReadyErrorMessage', {
    defaultMessage: 'The channel lacks something that sending needs: {what}.',
    values: { what: secret ?? optionWord() },
  }),
  remedy: i18n.translate('bruteForceAlerts.api.channelNotReadyRemedy', {
    defaultMessage:
      'Enter it. A saved secret is used only where the channel still sends to the same place as when it was saved.',
  }),
});

const optionWord = () =>
  i18n.translate('bruteForceAlerts.api.channelOptionText', {
    defaultMessage: 'an option that is still empty',
  });

export const noSuchSecret = (id: string, name: string): Problem => ({
  code: 'no_such_secret',
  severity: 'error',
  field: `secrets.${quoted(id)}.${quoted(name)}`,
  message: i18n.translate('bruteForceAlerts.api.noSuchSecretErrorMessage', {
    defaultMessage: 'A channel of this kind has no secret {name}.',
    values: { name: quoted(name) },
  }),
  remedy: i18n.translate('bruteForceAlerts.api.noSuchSecretRemedy', {
    defaultMessage: 'Leave it out, or give it to a channel of the kind that it belongs to.',
  }),
});
export const noSuchChannel = (id: string): Problem => ({
  code: 'no_such_channel',
  severity: 'error',
  field: `secrets.${quoted(id)}`,
  message: i18n.translate('bruteForceAlerts.api.noSuchChannelErrorMessage', {
    defaultMessage: 'The settings have no channel {id} that these secrets could belong to.',
    values: { id: quoted(id) },
  }),
  remedy: i18n.translate('bruteForceAlerts.api.noSuchChannelRemedy', {
    defaultMessage: 'Name the secrets by the id of a channel in settings.channels.',
  }),
});

export const noSuchTest = (id: string): Answer =>
  refusal(404, {
    code: 'no_such_test',
    message: i18n.translate('bruteForceAlerts.api.noSuchTestErrorMessage', {
      defaultMessage: 'There is no test message {id} in this space.',
      values: { id: quoted(id) },
    }),
    remedy: i18n.translate('bruteForceAlerts.api.noSuchTestRemedy', {
      defaultMessage: 'Take the id from the answer of the route that sent it, or send another one.',
    }),
  });

/**
 * The refusal of a proxy that kibana.yml does not list; undefined where it does, and where none is named. `field`: the
 * input that names it.
 */
export function noSuchProxy(
  name: string | null,
  listed: readonly string[],
  field: string,
): Problem | undefined {
  if (name === null || listed.includes(name)) return undefined;
  return {
    code: 'no_such_proxy',
    severity: 'error',
    field,
    message: i18n.translate('bruteForceAlerts.api.noSuchProxyErrorMessage', {
      defaultMessage:
        'kibana.yml lists no proxy {name}. {count, plural, =0 {It lists none.} other {It lists: {names}.}}',
      values: { name: quoted(name), count: listed.length, names: listed.join(', ') },
    }),
    remedy: i18n.translate('bruteForceAlerts.api.noSuchProxyRemedy', {
      defaultMessage:
        'Choose one of these, or none. An administrator adds proxies under bruteForceAlerts.proxies in kibana.yml and restarts Kibana.',
    }),
  };
}

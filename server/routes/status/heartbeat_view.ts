import { i18n } from '@kbn/i18n';
import {
  LASTING_FAILURES,
  type HeartbeatStatus,
  type StoredHeartbeat,
} from '../../../common/status/heartbeat';
import type { Problem } from '../../../common/status/problems';
import type { SettingsAttributes } from '../settings/settings_port';

interface Facts {
  attributes: SettingsAttributes | null;
  heartbeat: StoredHeartbeat;
}

/** The heartbeat of the settings, and what became of its last call; null where none is set. */
export function toHeartbeat({ attributes, heartbeat: { last } }: Facts): HeartbeatStatus | null {
  const heartbeat = attributes?.settings.heartbeat;
  if (!heartbeat) return null;
  return {
    minutes: heartbeat.minutes,
    host: attributes.heartbeatHost ?? null,
    lastCall: last,
  };
}

/** What keeps whoever waits for the heartbeat from hearing it. */
export function heartbeatProblems(facts: Facts): Problem[] {
  const heartbeat = toHeartbeat(facts);
  if (!heartbeat) return [];
  if (heartbeat.host === null) return [noUrl()];
  const { lastCall, host } = heartbeat;
  if (!lastCall || lastCall.ok) return [];
  return [
    {
      code: 'heartbeat_failing',
      severity: facts.heartbeat.failures < LASTING_FAILURES ? 'warning' : 'error',
      message: i18n.translate('bruteForceAlerts.heartbeat.failingErrorMessage', {
        defaultMessage:
          'The heartbeat does not arrive at {host}: {said}. Whoever waits for it will take detection for dead.',
        values: { host, said: lastCall.said },
      }),
      remedy: lastCall.remedy,
    },
  ];
}

const noUrl = (): Problem => ({
  code: 'heartbeat_url_missing',
  severity: 'error',
  message: i18n.translate('bruteForceAlerts.heartbeat.urlMissingErrorMessage', {
    defaultMessage: 'The heartbeat is on and its URL is not known any more: nobody is called.',
  }),
  remedy: i18n.translate('bruteForceAlerts.heartbeat.urlMissingRemedy', {
    defaultMessage: 'Enter the URL again under Settings, or turn the heartbeat off.',
  }),
});

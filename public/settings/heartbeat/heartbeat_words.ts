import { i18n } from '@kbn/i18n';
import type { Heartbeat, HeartbeatMethod } from '../../../common/settings/heartbeat';
import type { HeartbeatStatus } from '../../../common/status/heartbeat';
import { formatAgo } from '../../shared/format';

/** The heartbeat of the settings in a few words. */
export function heartbeatText(heartbeat: Heartbeat | null): string {
  if (!heartbeat) return i18n.translate('bruteForceAlerts.heartbeat.offLabel', { defaultMessage: 'off' });
  return i18n.translate('bruteForceAlerts.heartbeat.onLabel', {
    defaultMessage: '{method} every {minutes, plural, one {minute} other {# minutes}}',
    values: { method: methodWord(heartbeat.method), minutes: heartbeat.minutes },
  });
}

export const methodWord = (method: HeartbeatMethod): string => (method === 'post' ? 'POST' : 'GET');

/** When the URL was last called, and what came of it. `isOff`: detection is off. */
export function lastCallText({ lastCall }: HeartbeatStatus, now: number, isOff: boolean): string {
  if (isOff)
    return i18n.translate('bruteForceAlerts.heartbeat.detectionOffText', {
      defaultMessage: 'Detection is off, so the URL is not called.',
    });
  if (!lastCall)
    return i18n.translate('bruteForceAlerts.heartbeat.noCallText', {
      defaultMessage: 'Not called yet. The first call comes with the next good run.',
    });
  const values = { ago: formatAgo(lastCall.at, now), said: lastCall.said };
  return lastCall.ok
    ? i18n.translate('bruteForceAlerts.heartbeat.goodCallText', {
        defaultMessage: 'Last called {ago}. The answer: {said}',
        values,
      })
    : i18n.translate('bruteForceAlerts.heartbeat.badCallText', {
        defaultMessage: 'The last call, {ago}, failed: {said}. {remedy}',
        values: { ...values, remedy: lastCall.remedy },
      });
}

import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { hasUserInfo, urlProblem } from '../channels/webhook_url';

export const HEARTBEAT_METHODS = ['get', 'post'] as const;
export type HeartbeatMethod = (typeof HEARTBEAT_METHODS)[number];

const methodError = () =>
  i18n.translate('bruteForceAlerts.heartbeat.methodErrorMessage', {
    defaultMessage: 'The heartbeat calls its URL by get or by post.',
  });
const minutesError = () =>
  i18n.translate('bruteForceAlerts.heartbeat.minutesErrorMessage', {
    defaultMessage: 'The heartbeat must come every {min} to {max} minutes, a whole number.',
    values: { min: BOUNDS.heartbeatMinutes.min, max: BOUNDS.heartbeatMinutes.max },
  });
const userInfoError = () =>
  i18n.translate('bruteForceAlerts.heartbeat.urlUserErrorMessage', {
    defaultMessage:
      'The URL must not hold a user name or password. Use an address that has its key in the path or the query.',
  });

export const heartbeatMethodSchema = z.enum(HEARTBEAT_METHODS, { error: methodError });

/**
 * That a URL is called for as long as detection works, so that whoever waits for the calls raises an alarm when they stop.
 * The URL itself is a secret and travels beside it.
 */
export const heartbeatSchema = z.strictObject({
  method: heartbeatMethodSchema,
  /** Minutes between two calls. */
  minutes: z
    .int({ error: minutesError })
    .min(BOUNDS.heartbeatMinutes.min, { error: minutesError })
    .max(BOUNDS.heartbeatMinutes.max, { error: minutesError }),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** What somebody gets who turns it on. */
export const DEFAULT_HEARTBEAT: Heartbeat = { method: 'get', minutes: 5 };

/** Why a typed URL of the heartbeat is refused, with the remedy, or undefined. Never repeats the URL: it holds a key. */
export const heartbeatUrlProblem = (text: string): string | undefined =>
  hasUserInfo(text) ? userInfoError() : urlProblem(text);

/** The whole address with its key, as somebody types it. */
export const heartbeatUrlSchema = z
  .string({ error: () => heartbeatUrlProblem('') ?? '' })
  .superRefine((text, context) => {
    const message = heartbeatUrlProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

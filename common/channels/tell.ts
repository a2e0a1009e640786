import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { SEVERITIES } from '../rules/rules';

/** A time of day, `00:00` to `23:59`. */
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

const timeError = () =>
  i18n.translate('bruteForceAlerts.tell.timeErrorMessage', {
    defaultMessage: 'A time of day must be from 00:00 to 23:59. Enter for example 22:30.',
  });
const zoneError = () =>
  i18n.translate('bruteForceAlerts.tell.timeZoneErrorMessage', {
    defaultMessage: 'This time zone is not known. Enter one by its name, for example Europe/Paris or UTC.',
  });
const sameTimesError = () =>
  i18n.translate('bruteForceAlerts.tell.quietHoursErrorMessage', {
    defaultMessage:
      'Quiet hours must end at another time than they begin. To tell nobody at all, mute the channel.',
  });
const minutesError = () =>
  i18n.translate('bruteForceAlerts.tell.minutesErrorMessage', {
    defaultMessage: 'A digest must come every {min} to {max} minutes.',
    values: { min: BOUNDS.digestMinutes.min, max: BOUNDS.digestMinutes.max },
  });
const firstMessagesError = () =>
  i18n.translate('bruteForceAlerts.tell.firstMessagesErrorMessage', {
    defaultMessage: 'The number of first messages in ten minutes must be from {min} to {max}.',
    values: { min: BOUNDS.firstMessages.min, max: BOUNDS.firstMessages.max },
  });
const mutedError = () =>
  i18n.translate('bruteForceAlerts.tell.mutedErrorMessage', {
    defaultMessage: 'The end of the muting must be a time in milliseconds since 1970, or null.',
  });

const timeOfDay = z.string({ error: timeError }).regex(TIME_OF_DAY, { error: timeError });
const timeZone = z
  .string({ error: zoneError })
  .min(1, { error: zoneError })
  .max(BOUNDS.timeZoneLength, { error: zoneError })
  .refine(isTimeZone, { error: zoneError });

/** Whether `name` is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const quietHours = z
  .strictObject({ from: timeOfDay, to: timeOfDay, timeZone })
  .refine(({ from, to }) => from !== to, { error: sameTimesError });

const digest = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('off') }),
  z.strictObject({
    mode: z.literal('every'),
    minutes: z
      .int({ error: minutesError })
      .min(BOUNDS.digestMinutes.min, { error: minutesError })
      .max(BOUNDS.digestMinutes.max, { error: minutesError }),
  }),
  z.strictObject({ mode: z.literal('daily'), at: timeOfDay, timeZone }),
]);

/** A time of every day. */
const daily = z.strictObject({ at: timeOfDay, timeZone });
export type Daily = z.infer<typeof daily>;

/** When people are told through a channel, and how often. The same for every kind. */
export const tellSchema = z.strictObject({
  /** Less severe alerts are held. */
  leastSeverity: z.enum(SEVERITIES),
  /** Only critical alerts are told in this time of the day. It may pass midnight. Null: at any time. */
  quietHours: quietHours.nullable(),
  /** Off: each attack by its own message. Else one message tells of all attacks since the last one. */
  digest,
  /** How many first messages go out in ten minutes. What comes beyond them goes into one rolling digest. */
  firstMessages: z
    .int({ error: firstMessagesError })
    .min(BOUNDS.firstMessages.min, { error: firstMessagesError })
    .max(BOUNDS.firstMessages.max, { error: firstMessagesError }),
  /** Whether the end of an attack is told by a message of its own, and not only by an edit of the last one. */
  tellEnd: z.boolean(),
  /** Whether people are told where detection itself has trouble, or another channel of the space. */
  tellTrouble: z.boolean().default(true),
  /** When people are told every day how detection does, all quiet or not. Null: not at all. */
  allQuiet: daily.nullable().default(null),
  /** Nobody is told before this time, epoch ms. Null: not muted. */
  mutedUntil: z.int({ error: mutedError }).min(0, { error: mutedError }).nullable(),
});
export type Tell = z.infer<typeof tellSchema>;

/** Until when nobody is told, epoch ms; null where people are told at `now`. */
export const mutedUntilAt = ({ mutedUntil }: Tell, now: number): number | null =>
  mutedUntil !== null && now < mutedUntil ? mutedUntil : null;

/** At most three first messages in ten minutes: what people can read while they work. */
export const DEFAULT_TELL: Tell = {
  leastSeverity: 'low',
  quietHours: null,
  digest: { mode: 'off' },
  firstMessages: 3,
  tellEnd: false,
  tellTrouble: true,
  allQuiet: null,
  mutedUntil: null,
};

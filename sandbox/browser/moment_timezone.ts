import moment, { type MomentInput } from 'moment';

/** Stands in for `moment-timezone`, which the charts ask for: `moment.tz` by the browser's own time zones. */
function tz(input: MomentInput, zone: string): moment.Moment {
  const isClockTime =
    typeof input === 'object' && input !== null && !(input instanceof Date) && !moment.isMoment(input);
  const asUtc = moment.utc(input);
  const offset = minutesEast(zone, asUtc.valueOf());
  return isClockTime ? asUtc.utcOffset(offset, true) : asUtc.utcOffset(offset);
}

/** How far a zone is ahead of UTC at an instant. */
function minutesEast(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = name.match(/([+-])(\d\d):(\d\d)/) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -ahead : ahead;
}

export default Object.assign(moment, { tz });

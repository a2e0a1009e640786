import { i18n } from '@kbn/i18n';
import { formatSpan } from '../../../common/time';
import type { Pace } from '../message/pace';
import { atSecond } from '../message/values';
import { escaped } from './escape';

/** Height of the highest column, pixels. */
const HEIGHT = 48;

/**
 * The failures over time as columns of table cells, which every mail program draws, with what they are in words below.
 * `colour` as in HTML.
 */
export function chartRows(pace: Pace, colour: string): string {
  const { counts } = pace;
  const most = Math.max(...counts);
  const columns = counts.map((count) => column(count, most, colour)).join('');
  return [
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="1" border="0" style="table-layout:fixed"><tr>${columns}</tr></table>`,
    `<p style="margin:4px 0 0;font-size:12px;line-height:18px;color:#69707d">${escaped(captionOf(pace))}</p>`,
  ].join('\n');
}

/** A column of no failures keeps its place. */
function column(count: number, most: number, colour: string): string {
  const height = count === 0 ? 0 : Math.max(2, Math.round((count / most) * HEIGHT));
  const bar =
    height === 0
      ? ''
      : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td height="${height}" bgcolor="${colour}" style="height:${height}px;background-color:${colour};font-size:1px;line-height:1px">&nbsp;</td></tr></table>`;
  return `<td valign="bottom" height="${HEIGHT}" style="height:${HEIGHT}px">${bar}</td>`;
}

/** `Failed logons per 2 min from 2026-11-22 03:12:00 UTC, 12 at most` */
export const captionOf = ({ from, step, counts }: Pace): string =>
  i18n.translate('bruteForceAlerts.emailText.chartCaption', {
    defaultMessage: 'Failed logons per {step} from {from} UTC, {most, number} at most',
    values: { step: formatSpan(step), from: atSecond(from), most: Math.max(...counts) },
  });

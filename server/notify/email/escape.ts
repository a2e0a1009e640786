import { escapedMarkup } from '../../../common/text/markup';

/** The signs that mean something in HTML, in text and in attributes. */
export const escaped = (text: string): string =>
  escapedMarkup(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/**
 * Text from events: with each sign that makes an address a link in a tag of its own, since mail software makes links
 * of whatever looks like one. It reads and copies as before.
 */
export const inert = (text: string): string =>
  escaped(text).replace(/[.@/]|:(?=\S)/g, (sign) => `<span>${sign}</span>`);

import { visible } from './visible_text';

/** Text from an event as it may be shown: one line, nothing hidden, at most `max` code points, cut with … */
export function fitted(text: string, max: number): string {
  const shown = visible(text);
  // Spread walks by code points, so that no character is cut in two.
  const points = [...shown];
  return points.length <= max ? shown : `${points.slice(0, max - 1).join('')}…`;
}

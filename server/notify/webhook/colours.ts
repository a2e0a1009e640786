import type { Severity } from '../../../common/rules/rules';

/** The colour of a severity, as red, green and blue; null for a message about no attack. */
export function colourOf(severity: Severity | null): number {
  return severity === null ? CALM : COLOURS[severity];
}

const CALM = 0x54b399;
const COLOURS: Record<Severity, number> = {
  low: 0x6092c0,
  medium: 0xd6bf57,
  high: 0xda8b45,
  critical: 0xbd271e,
};

/** `#bd271e` */
export const hexColour = (severity: Severity | null): string =>
  `#${colourOf(severity).toString(16).padStart(6, '0')}`;

import { EuiBadge } from '@elastic/eui';
import React from 'react';
import type { Severity } from '../../common/rules/rules';
import { severityWord } from '../../common/rules/rule_words';

/**
 * The colours that Kibana's own security pages use for these severities. The word is there for people who do not see
 * colours.
 */
export const SEVERITY_COLORS: Record<Severity, string> = {
  low: '#54B399',
  medium: '#D6BF57',
  high: '#DA8B45',
  critical: '#E7664C',
};

export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <EuiBadge color={SEVERITY_COLORS[severity]}>{severityWord(severity)}</EuiBadge>
);

import { EuiBadge } from '@elastic/eui';
import React from 'react';
import type { Severity } from '../../common/rules/rules';
import { severityWord } from '../../common/rules/rule_words';

/** Those that Kibana's own security pages give to these words; the word is what counts. */
const COLORS: Record<Severity, string> = {
  low: '#54B399',
  medium: '#D6BF57',
  high: '#DA8B45',
  critical: '#E7664C',
};

export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <EuiBadge color={COLORS[severity]}>{severityWord(severity)}</EuiBadge>
);

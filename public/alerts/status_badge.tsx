import { EuiHealth } from '@elastic/eui';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import { isActive, statusWord } from './alert_words';

/** Whether the attack goes on, in a word. It is quieter than the severity, which says more. */
export function StatusBadge({ alert, now }: { alert: Alert; now: number }) {
  const active = isActive(alert, now);
  return (
    <EuiHealth color={active ? 'danger' : 'subdued'} textSize="xs">
      {statusWord(active)}
    </EuiHealth>
  );
}

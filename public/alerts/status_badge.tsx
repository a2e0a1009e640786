import { EuiBadge } from '@elastic/eui';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import { isActive, statusWord } from './alert_words';

/** Whether the attack goes on, in a word. */
export function StatusBadge({ alert }: { alert: Alert }) {
  const active = isActive(alert, Date.now());
  return <EuiBadge color={active ? 'danger' : 'hollow'}>{statusWord(active)}</EuiBadge>;
}

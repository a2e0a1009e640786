import { EuiIcon, EuiLink, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import { groupWord, ruleName, shapeOfAlert } from '../../common/rules/rule_words';
import { visible } from '../../common/text/visible_text';
import { alertPath } from '../shared/addresses';
import { formatTime } from '../shared/format';
import { ICON } from '../shared/icons';
import { useLinkInside } from '../shared/link_inside';
import { alertSentence } from './alert_words';

interface AttackedProps {
  alert: Alert;
  /** Epoch milliseconds. */
  now: number;
  onOpen(id: string): void;
}

/**
 * Who or what was attacked, as the link that opens the alert; which rule saw it; and that another alert tells of the
 * same attack.
 */
export function Attacked({ alert, now, onOpen }: AttackedProps) {
  return (
    <div>
      <Target alert={alert} now={now} onOpen={onOpen} />
      <EuiText size="xs" color="subdued">
        {ruleName(shapeOfAlert(alert))}
      </EuiText>
      {alert.partOf !== null && (
        <EuiText size="xs">
          <AlertLink id={alert.partOf} onOpen={onOpen} subject={`bfaPartOf-${alert.id}`}>
            {partOfText()}
          </AlertLink>
        </EuiText>
      )}
    </div>
  );
}

/** The icon shows of which kind the group is; a word says the same to people who do not see the icon. */
function Target({ alert, now, onOpen }: AttackedProps) {
  const { id, group, firedAt } = alert;
  const link = useLinkInside(alertPath(id), () => onOpen(id));
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      <EuiIcon type={ICON[group.kind]} title={groupWord(group.kind)} size="s" />{' '}
      <EuiLink
        {...link}
        aria-label={i18n.translate('bruteForceAlerts.alerts.detailsAriaLabel', {
          defaultMessage: 'Details: {sentence}, {time}',
          values: { sentence: alertSentence(alert), time: formatTime(firedAt, now) },
        })}
        data-bfa-alert={id}
        data-test-subj={`bfaOpenAlert-${id}`}
      >
        {visible(group.value)}
      </EuiLink>
    </span>
  );
}

const partOfText = () =>
  i18n.translate('bruteForceAlerts.alert.partOfLabel', {
    defaultMessage: 'Part of an attack that was told',
  });

interface AlertLinkProps {
  id: string;
  subject: string;
  children: React.ReactNode;
  onOpen(id: string): void;
}

/** A link to another alert. It opens in this window, or in a new one where the person asks for that. */
export function AlertLink({ id, subject, children, onOpen }: AlertLinkProps) {
  const link = useLinkInside(alertPath(id), () => onOpen(id));
  return (
    <EuiLink {...link} data-test-subj={subject}>
      {children}
    </EuiLink>
  );
}

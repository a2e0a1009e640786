import { EuiFlexGroup, EuiFlexItem, EuiIcon, EuiLink, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import { groupWord, ruleName, shapeOfAlert } from '../../common/rules/rule_words';
import { visible } from '../../common/text/visible_text';
import { alertPath } from '../shared/addresses';
import { ICON } from '../shared/icons';
import { useLinkInside } from '../shared/link_inside';
import { workflowText } from './actions/workflow_words';
import { seenByText } from './alert_words';
import { StatusBadge } from './status_badge';

interface AttackedProps {
  alert: Alert;
  /** Epoch milliseconds. */
  now: number;
  onOpen(id: string): void;
}

/** Who or what was attacked, which rule saw it, and which other alerts are about the same attack. */
export function Attacked({ alert, now, onOpen }: AttackedProps) {
  const seenBy = seenByText(alert);
  return (
    <div>
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <Target alert={alert} />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <StatusBadge alert={alert} now={now} />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiText size="xs" color="subdued">
        <p>
          {ruleName(shapeOfAlert(alert))}
          {seenBy !== '' && (
            <>
              <br />
              {seenBy}
            </>
          )}
          {alert.workflow.revision > 0 && (
            <>
              <br />
              <span data-test-subj={`bfaWorkflow-${alert.id}`}>{workflowText(alert.workflow, now)}</span>
            </>
          )}
        </p>
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
function Target({ alert: { group } }: { alert: Alert }) {
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      <EuiIcon type={ICON[group.kind]} title={groupWord(group.kind)} /> {visible(group.value)}
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

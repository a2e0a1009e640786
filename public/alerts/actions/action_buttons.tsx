import {
  EuiButtonEmpty,
  EuiContextMenuItem,
  EuiContextMenuPanel,
  EuiFlexGroup,
  EuiFlexItem,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { ActionRequest } from '../../../common/api/alerts_api';
import { CLOSE_REASONS, isSnoozed, type Workflow } from '../../../common/alerts/workflow';
import { formatSpan } from '../../../common/time';
import { ActionPopover } from './action_popover';
import { Assign } from './assign';
import { reasonWord } from './workflow_words';

const HOUR = 3_600_000;
/** How long alerts can be snoozed for by one click. */
const SNOOZES = [HOUR, 8 * HOUR, 24 * HOUR, 7 * 24 * HOUR];

interface ActionButtonsProps {
  /** Of the alerts that are acted on. */
  workflows: readonly Workflow[];
  isActing: boolean;
  onAct(request: ActionRequest): void;
}

/** What can be done to alerts. What all of them are already is not offered. */
export function ActionButtons({ workflows, isActing, onAct }: ActionButtonsProps) {
  const some = (is: (workflow: Workflow) => boolean) => workflows.some(is);
  const now = Date.now();
  return (
    <EuiFlexGroup gutterSize="xs" alignItems="center" responsive={false} wrap data-test-subj="bfaActions">
      {some(({ status }) => status === 'open') && (
        <Act
          label={acknowledgeLabel()}
          subject="bfaAcknowledge"
          {...{ isActing, onAct }}
          request={{ action: 'acknowledge' }}
        />
      )}
      {some(({ status }) => status !== 'closed') && (
        <Choice label={closeLabel()} subject="bfaClose" {...{ isActing, onAct }} choices={closings()} />
      )}
      {some(({ status }) => status !== 'open') && (
        <Act
          label={reopenLabel()}
          subject="bfaReopen"
          {...{ isActing, onAct }}
          request={{ action: 'reopen' }}
        />
      )}
      {some(({ status }) => status !== 'closed') && (
        <Choice label={snoozeLabel()} subject="bfaSnooze" {...{ isActing, onAct }} choices={snoozes(now)} />
      )}
      {some((workflow) => isSnoozed(workflow, now)) && (
        <Act
          label={unsnoozeLabel()}
          subject="bfaUnsnooze"
          {...{ isActing, onAct }}
          request={{ action: 'unsnooze' }}
        />
      )}
      <Assign isAssigned={some(({ assignee }) => assignee !== null)} {...{ isActing, onAct }} />
    </EuiFlexGroup>
  );
}

interface Named {
  label: string;
  subject: string;
  isActing: boolean;
  onAct(request: ActionRequest): void;
}

const Act = ({ label, subject, isActing, onAct, request }: Named & { request: ActionRequest }) => (
  <EuiFlexItem grow={false}>
    <EuiButtonEmpty size="s" isDisabled={isActing} onClick={() => onAct(request)} data-test-subj={subject}>
      {label}
    </EuiButtonEmpty>
  </EuiFlexItem>
);

interface Choosable {
  label: string;
  request: ActionRequest;
  subject: string;
}

const Choice = ({ choices, ...named }: Named & { choices: Choosable[] }) => (
  <ActionPopover {...named}>
    {(act) => (
      <EuiContextMenuPanel
        items={choices.map(({ label, request, subject }) => (
          <EuiContextMenuItem key={subject} onClick={() => act(request)} data-test-subj={subject}>
            {label}
          </EuiContextMenuItem>
        ))}
      />
    )}
  </ActionPopover>
);

const closings = (): Choosable[] =>
  CLOSE_REASONS.map((reason) => ({
    label: reasonWord(reason),
    request: { action: 'close', reason },
    subject: `bfaClose-${reason}`,
  }));

const snoozes = (now: number): Choosable[] =>
  SNOOZES.map((span) => ({
    label: i18n.translate('bruteForceAlerts.workflow.snoozeForLabel', {
      defaultMessage: 'For {span}',
      values: { span: formatSpan(span) },
    }),
    request: { action: 'snooze', until: now + span },
    subject: `bfaSnooze-${span / HOUR}`,
  }));

const acknowledgeLabel = () =>
  i18n.translate('bruteForceAlerts.workflow.acknowledgeButtonLabel', { defaultMessage: 'Acknowledge' });
const closeLabel = () =>
  i18n.translate('bruteForceAlerts.workflow.closeButtonLabel', { defaultMessage: 'Close as …' });
const reopenLabel = () =>
  i18n.translate('bruteForceAlerts.workflow.reopenButtonLabel', { defaultMessage: 'Reopen' });
const snoozeLabel = () =>
  i18n.translate('bruteForceAlerts.workflow.snoozeButtonLabel', { defaultMessage: 'Snooze …' });
const unsnoozeLabel = () =>
  i18n.translate('bruteForceAlerts.workflow.unsnoozeButtonLabel', { defaultMessage: 'End snooze' });

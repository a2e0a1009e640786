import {
  EuiButton,
  EuiButtonEmpty,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormRow,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type FormEvent, useState } from 'react';
import type { ActionRequest } from '../../../common/api/alerts_api';
import { BOUNDS } from '../../../common/bounds';
import { ActionPopover } from './action_popover';

interface AssignProps {
  /** Whether somebody takes care of any of the alerts. */
  isAssigned: boolean;
  isActing: boolean;
  onAct(request: ActionRequest): void;
}

/** Says who takes care of alerts: the person here, somebody whose name is typed, or nobody. */
export const Assign = ({ isAssigned, isActing, onAct }: AssignProps) => (
  <ActionPopover
    label={i18n.translate('bruteForceAlerts.workflow.assignButtonLabel', { defaultMessage: 'Assign …' })}
    subject="bfaAssign"
    panelPaddingSize="s"
    {...{ isActing, onAct }}
  >
    {(act) => (
      <>
        <EuiButtonEmpty size="s" onClick={() => act({ action: 'assign' })} data-test-subj="bfaAssignToMe">
          {i18n.translate('bruteForceAlerts.workflow.assignToMeLabel', { defaultMessage: 'To me' })}
        </EuiButtonEmpty>
        {isAssigned && (
          <EuiButtonEmpty
            size="s"
            onClick={() => act({ action: 'assign', assignee: null })}
            data-test-subj="bfaUnassign"
          >
            {i18n.translate('bruteForceAlerts.workflow.unassignButtonLabel', { defaultMessage: 'To nobody' })}
          </EuiButtonEmpty>
        )}
        <EuiSpacer size="s" />
        <NameForm onName={(assignee) => act({ action: 'assign', assignee })} />
      </>
    )}
  </ActionPopover>
);

/** Takes the name of a user. Whether Kibana knows the name is not asked: whoever reads alerts need not be its user. */
function NameForm({ onName }: { onName(name: string): void }) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name !== '') onName(name);
  };
  return (
    <form onSubmit={submit}>
      <EuiFormRow
        label={i18n.translate('bruteForceAlerts.workflow.assigneeLabel', {
          defaultMessage: 'To somebody else',
        })}
      >
        <EuiFlexGroup gutterSize="s" responsive={false}>
          <EuiFlexItem>
            <EuiFieldText
              compressed
              value={typed}
              maxLength={BOUNDS.userNameLength}
              aria-label={i18n.translate('bruteForceAlerts.workflow.assigneeAriaLabel', {
                defaultMessage: 'Name of who takes care of it',
              })}
              onChange={({ target }) => setTyped(target.value)}
              data-test-subj="bfaAssignee"
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButton size="s" type="submit" isDisabled={name === ''} data-test-subj="bfaAssignToName">
              {i18n.translate('bruteForceAlerts.workflow.assignToNameLabel', { defaultMessage: 'Assign' })}
            </EuiButton>
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiFormRow>
    </form>
  );
}

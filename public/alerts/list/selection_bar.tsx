import { EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Alert } from '../../../common/alerts/alerts';
import { Acted } from '../actions/acted';
import { ActionButtons } from '../actions/action_buttons';
import type { Actions } from '../actions/use_actions';

interface SelectionBarProps {
  alerts: readonly Alert[];
  actions: Actions;
  /** The action was done, so nothing is selected any more. */
  onDone(): void;
}

/** What can be done to the alerts that are selected, and what came of it. */
export const SelectionBar = ({ alerts, actions, onDone }: SelectionBarProps) => (
  <>
    {alerts.length > 0 && (
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap data-test-subj="bfaSelection">
        <EuiFlexItem grow={false}>
          <EuiText size="s">
            {i18n.translate('bruteForceAlerts.list.selectedText', {
              defaultMessage: '{count, plural, one {# alert} other {# alerts}} selected',
              values: { count: alerts.length },
            })}
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <ActionButtons
            workflows={alerts.map(({ workflow }) => workflow)}
            isActing={actions.isActing}
            onAct={(request) => actions.act(request, alerts, onDone)}
          />
        </EuiFlexItem>
      </EuiFlexGroup>
    )}
    <Acted actions={actions} />
  </>
);

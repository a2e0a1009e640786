import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { ProblemList } from '../../shared/problem_list';
import { doneText, type Actions } from './use_actions';

/** What came of the last action, with a way back. Its element stays in the page, so that screen readers say it. */
export const Acted = ({ actions: { done, parts, problems, undo, dismiss } }: { actions: Actions }) => (
  <div data-test-subj="bfaActed">
    <div aria-live="polite">
      {done !== undefined && done > 0 && (
        <EuiFlexGroup gutterSize="xs" alignItems="center" responsive={false}>
          <EuiFlexItem grow={false}>
            <EuiText size="s">{doneText(done, parts)}</EuiText>
          </EuiFlexItem>
          {undo && (
            <EuiFlexItem grow={false}>
              <EuiButtonEmpty size="s" onClick={undo} data-test-subj="bfaUndo">
                {i18n.translate('bruteForceAlerts.workflow.undoLabel', { defaultMessage: 'Undo' })}
              </EuiButtonEmpty>
            </EuiFlexItem>
          )}
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty size="s" color="text" onClick={dismiss} data-test-subj="bfaDismiss">
              {i18n.translate('bruteForceAlerts.workflow.dismissLabel', { defaultMessage: 'Dismiss' })}
            </EuiButtonEmpty>
          </EuiFlexItem>
        </EuiFlexGroup>
      )}
    </div>
    <ProblemList problems={problems} subject="bfaActionProblem" size="s" />
  </div>
);

import { EuiButton, EuiCallOut, EuiFlexGroup, EuiFlexItem, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { SettingsInput } from '../../common/settings/settings';
import { ICON } from '../shared/icons';
import { differences } from './differences';
import { type Draft, typedSecrets } from './draft';
import type { SettingsForm } from './use_settings';

interface ConflictProps {
  form: SettingsForm;
  draft: Draft;
}

/**
 * Shows the differences where somebody else saved meanwhile, so that nothing is lost unseen: neither their changes nor
 * one's own.
 */
export function ConflictCallOut({ form, draft }: ConflictProps) {
  const { theirs, busy } = form.state;
  if (!theirs) return null;
  return (
    <div aria-live="polite">
      <EuiCallOut
        color="warning"
        iconType={ICON.warning}
        title={i18n.translate('bruteForceAlerts.conflict.title', {
          defaultMessage: 'Somebody else saved meanwhile',
        })}
        data-test-subj="bfaConflict"
      >
        <p>{form.changes > 0 ? notSavedText() : notSwitchedText()}</p>
        <Differences theirs={theirs.settings} draft={draft} />
        <EuiSpacer size="s" />
        <EuiFlexGroup gutterSize="s" responsive={false} wrap>
          <EuiFlexItem grow={false}>
            <EuiButton color="warning" size="s" onClick={form.discard} data-test-subj="bfaLoadTheirs">
              {i18n.translate('bruteForceAlerts.conflict.loadTheirsLabel', {
                defaultMessage: 'Load theirs, discard mine',
              })}
            </EuiButton>
          </EuiFlexItem>
          {form.changes > 0 && (
            <EuiFlexItem grow={false}>
              <EuiButton
                color="warning"
                size="s"
                isLoading={busy === 'saving'}
                onClick={form.overwrite}
                data-test-subj="bfaOverwrite"
              >
                {i18n.translate('bruteForceAlerts.conflict.overwriteLabel', {
                  defaultMessage: 'Overwrite with mine',
                })}
              </EuiButton>
            </EuiFlexItem>
          )}
        </EuiFlexGroup>
      </EuiCallOut>
      <EuiSpacer size="l" />
    </div>
  );
}

const notSavedText = () =>
  i18n.translate('bruteForceAlerts.conflict.notSavedDescription', {
    defaultMessage: 'Your settings were not saved; they are still in the form. Choose which are to hold.',
  });

const notSwitchedText = () =>
  i18n.translate('bruteForceAlerts.conflict.notSwitchedDescription', {
    defaultMessage: 'Detection was not switched. Load the new settings, look at them, and try again.',
  });

function Differences({ theirs, draft }: { theirs: SettingsInput; draft: Draft }) {
  return (
    <ul>
      {differences(theirs, draft).map(({ label, ...values }, n) => (
        <li key={n}>
          {i18n.translate('bruteForceAlerts.conflict.differenceLabel', {
            defaultMessage: '{field}: theirs {theirs}, yours {mine}',
            values: { field: label, theirs: values.theirs, mine: values.mine },
          })}
        </li>
      ))}
      {Object.keys(typedSecrets(draft)).length > 0 && <li>{secretsText()}</li>}
    </ul>
  );
}

const secretsText = () =>
  i18n.translate('bruteForceAlerts.conflict.secretsLabel', {
    defaultMessage: 'Tokens and passwords: you typed new ones',
  });

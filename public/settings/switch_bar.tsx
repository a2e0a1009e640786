import { EuiButton, EuiFlexGroup, EuiFlexItem, EuiHealth, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { ICON } from '../shared/icons';
import { TurnOnModal } from './turn_on_modal';
import type { SettingsForm } from './use_settings';

/**
 * Whether detection is switched on, beside the names of the pages of the settings. Not whether it works: only the status
 * says that, and only the status may be green.
 */
export function SwitchBar({ form, disabled }: SwitchProps) {
  const isOn = form.state.saved?.detectionOn === true;
  const reason = disabled || isOn ? undefined : whyNot(form);
  return (
    <EuiFlexGroup gutterSize="m" alignItems="center" responsive={false} wrap>
      <EuiFlexItem grow={false}>
        <EuiHealth color={isOn ? 'primary' : 'subdued'} data-test-subj="bfaDetectionState">
          {isOn
            ? i18n.translate('bruteForceAlerts.switch.onLabel', { defaultMessage: 'Detection is turned on' })
            : i18n.translate('bruteForceAlerts.switch.offLabel', {
                defaultMessage: 'Detection is turned off',
              })}
        </EuiHealth>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        {isOn ? <TurnOff form={form} disabled={disabled} /> : <TurnOn form={form} disabled={disabled} />}
      </EuiFlexItem>
      {reason && (
        <EuiFlexItem grow={false}>
          <EuiText size="s" color="subdued" data-test-subj="bfaTurnOnReason">
            <p>{reason}</p>
          </EuiText>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

interface SwitchProps {
  form: SettingsForm;
  disabled: boolean;
}

function TurnOff({ form, disabled }: SwitchProps) {
  return (
    <EuiButton
      size="s"
      color="danger"
      iconType={ICON.turnOff}
      isDisabled={disabled}
      isLoading={form.state.busy === 'switching'}
      onClick={() => form.turn(false)}
      data-test-subj="bfaTurnOff"
    >
      {i18n.translate('bruteForceAlerts.switch.turnOffLabel', { defaultMessage: 'Turn off' })}
    </EuiButton>
  );
}

function TurnOn({ form, disabled }: SwitchProps) {
  const [asking, setAsking] = useState(false);
  const confirm = () => {
    setAsking(false);
    form.turn(true);
  };
  return (
    <>
      <EuiButton
        size="s"
        fill
        iconType={ICON.turnOn}
        isDisabled={disabled || whyNot(form) !== undefined}
        isLoading={form.state.busy === 'switching'}
        onClick={() => setAsking(true)}
        data-test-subj="bfaTurnOn"
      >
        {i18n.translate('bruteForceAlerts.switch.turnOnLabel', { defaultMessage: 'Turn on' })}
      </EuiButton>
      {asking && <TurnOnModal form={form} onConfirm={confirm} onCancel={() => setAsking(false)} />}
    </>
  );
}

/** Why detection cannot be turned on now. It reads the saved settings, so unsaved changes have to be saved first. */
function whyNot({ state, changes }: SettingsForm): string | undefined {
  if (state.saved?.version === null) {
    return i18n.translate('bruteForceAlerts.switch.nothingSavedHelpText', {
      defaultMessage: 'Nothing is saved yet. Save the settings first.',
    });
  }
  if (changes === 0) return undefined;
  return i18n.translate('bruteForceAlerts.switch.unsavedHelpText', {
    defaultMessage: 'Save or discard your changes first: only what is saved is turned on.',
  });
}

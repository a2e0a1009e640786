import { EuiButton, EuiDescribedFormGroup, EuiHealth, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { ICON } from '../shared/icons';
import type { SectionProps } from './section';
import { TurnOnModal } from './turn_on_modal';
import type { SettingsForm } from './use_settings';

/**
 * Whether detection is switched on. Not whether it works: only the status says that, and only the status may be green.
 */
export function SwitchSection({ form, disabled }: SectionProps) {
  const isOn = form.state.saved?.detectionOn === true;
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      title={<h2>{i18n.translate('bruteForceAlerts.switch.title', { defaultMessage: 'On or off' })}</h2>}
      description={i18n.translate('bruteForceAlerts.switch.description', {
        defaultMessage: 'While it is on, events are read all the time, also when nobody has this page open.',
      })}
    >
      <EuiHealth color={isOn ? 'primary' : 'subdued'} data-test-subj="bfaDetectionState">
        {isOn
          ? i18n.translate('bruteForceAlerts.switch.onLabel', { defaultMessage: 'Detection is turned on' })
          : i18n.translate('bruteForceAlerts.switch.offLabel', { defaultMessage: 'Detection is turned off' })}
      </EuiHealth>
      <EuiSpacer size="m" />
      <div>
        {isOn ? <TurnOff form={form} disabled={disabled} /> : <TurnOn form={form} disabled={disabled} />}
      </div>
    </EuiDescribedFormGroup>
  );
}

interface SwitchProps {
  form: SettingsForm;
  disabled: boolean;
}

function TurnOff({ form, disabled }: SwitchProps) {
  return (
    <EuiButton
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
  const reason = disabled ? undefined : whyNot(form);
  const confirm = () => {
    setAsking(false);
    form.turn(true);
  };
  return (
    <>
      <EuiButton
        fill
        iconType={ICON.turnOn}
        isDisabled={disabled || reason !== undefined}
        isLoading={form.state.busy === 'switching'}
        onClick={() => setAsking(true)}
        data-test-subj="bfaTurnOn"
      >
        {i18n.translate('bruteForceAlerts.switch.turnOnLabel', { defaultMessage: 'Turn on' })}
      </EuiButton>
      {reason && <Reason text={reason} />}
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

function Reason({ text }: { text: string }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" color="subdued" data-test-subj="bfaTurnOnReason">
        <p>{text}</p>
      </EuiText>
    </>
  );
}

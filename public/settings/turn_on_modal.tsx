import { i18n } from '@kbn/i18n';
import React from 'react';
import { LendRightsModal } from './lend_rights_modal';
import { chatOf, isTokenSaved } from './telegram_channel';
import type { SettingsForm } from './use_settings';

interface TurnOnModalProps {
  form: SettingsForm;
  onConfirm(): void;
  onCancel(): void;
}

export function TurnOnModal({ form, onConfirm, onCancel }: TurnOnModalProps) {
  return (
    <LendRightsModal
      subject="bfaTurnOn"
      title={titleText()}
      confirmLabel={i18n.translate('bruteForceAlerts.turnOn.confirmLabel', { defaultMessage: 'Turn on' })}
      settings={form.state.saved?.settings}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      {!isTelegramReady(form) && <p>{noTelegramText()}</p>}
    </LendRightsModal>
  );
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.turnOn.title', { defaultMessage: 'Turn detection on with your rights?' });

const isTelegramReady = ({ state: { saved } }: SettingsForm) =>
  isTokenSaved(saved) && chatOf(saved?.settings.channels ?? []) !== '';

const noTelegramText = () =>
  i18n.translate('bruteForceAlerts.turnOn.noTelegramDescription', {
    defaultMessage: 'Telegram is not set up: alerts will appear on this page, and nobody will be told.',
  });

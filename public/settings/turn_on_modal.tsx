import {
  EuiButton,
  EuiButtonEmpty,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { SettingsForm } from './use_settings';

interface TurnOnModalProps {
  form: SettingsForm;
  onConfirm(): void;
  onCancel(): void;
}

const TITLE_ID = 'bfaTurnOnTitle';

/** Whoever turns it on lends it their rights, and shows others what they may read: to be said before, not after. */
export function TurnOnModal({ form, onConfirm, onCancel }: TurnOnModalProps) {
  return (
    <EuiModal
      onClose={onCancel}
      aria-labelledby={TITLE_ID}
      initialFocus="[data-test-subj=bfaTurnOnConfirm]"
      maxWidth={560}
      data-test-subj="bfaTurnOnModal"
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle id={TITLE_ID}>{titleText()}</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        <EuiText size="s">
          <p>{rightsText(form.state.saved?.settings.indexPatterns ?? [])}</p>
          <p>{sharingText()}</p>
          {!isTelegramReady(form) && <p>{noTelegramText()}</p>}
        </EuiText>
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={onCancel} data-test-subj="bfaTurnOnCancel">
          {i18n.translate('bruteForceAlerts.turnOn.cancelLabel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
        <EuiButton fill onClick={onConfirm} data-test-subj="bfaTurnOnConfirm">
          {i18n.translate('bruteForceAlerts.turnOn.confirmLabel', { defaultMessage: 'Turn on' })}
        </EuiButton>
      </EuiModalFooter>
    </EuiModal>
  );
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.turnOn.title', { defaultMessage: 'Turn detection on with your rights?' });

const rightsText = (patterns: string[]) =>
  i18n.translate('bruteForceAlerts.turnOn.rightsDescription', {
    defaultMessage:
      'It reads {patterns} with your rights: an API key of yours that may read these and nothing else. It goes on until somebody turns it off, also when you are logged out.',
    values: { patterns: patterns.join(', ') },
  });

const sharingText = () =>
  i18n.translate('bruteForceAlerts.turnOn.sharingDescription', {
    defaultMessage:
      'Everybody who may read alerts in this space, and everybody in the Telegram chat, will see what it finds there, even where they may not read these indices themselves.',
  });

const isTelegramReady = ({ state: { saved } }: SettingsForm) =>
  saved?.tokenSaved === true && saved.settings.telegramChatId !== '';

const noTelegramText = () =>
  i18n.translate('bruteForceAlerts.turnOn.noTelegramDescription', {
    defaultMessage: 'Telegram is not set up: alerts will appear on this page, and nobody will be told.',
  });

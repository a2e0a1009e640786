import { i18n } from '@kbn/i18n';
import React from 'react';
import { isReady } from '../../common/channels/channels';
import { LendRightsModal } from './lend_rights_modal';
import { problemOffers } from './problem_offers';
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
      actionFor={problemOffers({ ...form, isBusy: form.state.busy === 'saving' })}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      {!isSomeChannelReady(form) && <p>{noChannelText()}</p>}
    </LendRightsModal>
  );
}

const titleText = () =>
  i18n.translate('bruteForceAlerts.turnOn.title', { defaultMessage: 'Turn detection on with your rights?' });

const isSomeChannelReady = ({ state: { saved } }: SettingsForm) =>
  saved?.settings.channels.some((channel) =>
    isReady(channel, saved.channels.find(({ id }) => id === channel.id)?.secretsSaved ?? []),
  );

const noChannelText = () =>
  i18n.translate('bruteForceAlerts.turnOn.noChannelDescription', {
    defaultMessage: 'No channel is set up: alerts will appear on this page, and nobody will be told.',
  });

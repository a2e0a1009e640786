import { EuiButtonEmpty, EuiConfirmModal } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { useHistory } from 'react-router-dom';
import type { Channel } from '../../../common/channels/channels';
import { settingsPath } from '../../shared/addresses';
import { ICON } from '../../shared/icons';
import type { SectionProps } from '../section';
import { removalText } from './channel_words';

interface RemoveProps extends Pick<SectionProps, 'form' | 'draft' | 'disabled'> {
  channel: Channel;
  /** How many messages wait for it. */
  waiting: number;
}

const TITLE_ID = 'bfaRemoveChannelTitle';

/** Takes a channel out of the form, after it said what becomes of what waits. */
export function RemoveButton({ form, draft, disabled, channel, waiting }: RemoveProps) {
  const [asking, setAsking] = useState(false);
  const history = useHistory();
  const remove = () => {
    setAsking(false);
    form.edit({ channels: draft.channels.filter(({ id }) => id !== channel.id) });
    history.push(settingsPath('channels'));
  };
  return (
    <>
      <EuiButtonEmpty
        size="s"
        color="danger"
        iconType={ICON.remove}
        isDisabled={disabled}
        onClick={() => setAsking(true)}
        aria-label={removeLabel(channel.name)}
        data-test-subj={`bfaRemoveChannel-${channel.id}`}
      >
        {removeText()}
      </EuiButtonEmpty>
      {asking && (
        <EuiConfirmModal
          title={titleText(channel.name)}
          titleProps={{ id: TITLE_ID }}
          aria-labelledby={TITLE_ID}
          maxWidth={560}
          buttonColor="danger"
          onCancel={() => setAsking(false)}
          onConfirm={remove}
          cancelButtonText={i18n.translate('bruteForceAlerts.channels.keepLabel', {
            defaultMessage: 'Keep it',
          })}
          confirmButtonText={removeText()}
          data-test-subj="bfaRemoveChannelModal"
        >
          <p>{removalText(channel.name, waiting)}</p>
          <p>
            {i18n.translate('bruteForceAlerts.channels.removeUnsavedDescription', {
              defaultMessage: 'Nothing is removed until you save. To be quiet for a while, mute it instead.',
            })}
          </p>
        </EuiConfirmModal>
      )}
    </>
  );
}

const removeText = () =>
  i18n.translate('bruteForceAlerts.channels.removeLabel', { defaultMessage: 'Remove' });
const removeLabel = (name: string) =>
  i18n.translate('bruteForceAlerts.channels.removeAriaLabel', {
    defaultMessage: 'Remove {name}',
    values: { name },
  });
const titleText = (name: string) =>
  i18n.translate('bruteForceAlerts.channels.removeTitle', {
    defaultMessage: 'Remove the channel {name}?',
    values: { name },
  });

import { EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { StatusResponse } from '../../../common/status/status';
import { pageName } from '../pages';
import type { SectionProps } from '../section';
import { AddChannel } from './add_channel';
import { ChannelEditor } from './channel_editor';
import { ChannelPanel } from './channel_panel';
import { knownChannel } from './known_channel';

type ChannelsProps = SectionProps & {
  status: StatusResponse | undefined;
  /** The channel whose settings are open. */
  channelId: string | undefined;
};

/** Where people are told: all channels with their state, or the settings of one of them. */
export function ChannelsPage({ channelId, ...props }: ChannelsProps) {
  const { channels } = props.draft;
  const open = channels.find(({ id }) => id === channelId);
  if (!open) return <ChannelList {...props} isMissing={channelId !== undefined} />;
  return <ChannelEditor key={open.id} {...props} channel={open} at={channels.indexOf(open)} />;
}

type ListProps = SectionProps & {
  status: StatusResponse | undefined;
  /** Whether the address names a channel that is not there. */
  isMissing: boolean;
};

function ChannelList({ status, isMissing, ...section }: ListProps) {
  const { form, draft, disabled } = section;
  return (
    <>
      <EuiTitle size="s">
        <h2>{pageName('channels')}</h2>
      </EuiTitle>
      <EuiSpacer size="xs" />
      <EuiText size="s" color="subdued">
        <p>{draft.channels.length === 0 ? noneText() : listText()}</p>
        {isMissing && <p data-test-subj="bfaChannelMissing">{missingText()}</p>}
      </EuiText>
      <EuiSpacer size="m" />
      {draft.channels.map((channel, at) => (
        <React.Fragment key={channel.id}>
          <ChannelPanel
            {...section}
            channel={channel}
            at={at}
            known={knownChannel(form, status, channel.id)}
          />
          <EuiSpacer size="s" />
        </React.Fragment>
      ))}
      {!disabled && <AddChannel {...section} />}
    </>
  );
}

const listText = () =>
  i18n.translate('bruteForceAlerts.channels.description', {
    defaultMessage:
      'Where people are told. Each channel is told by itself: one that fails holds up no other.',
  });
const noneText = () =>
  i18n.translate('bruteForceAlerts.channels.noneDescription', {
    defaultMessage:
      'Nobody is told yet: without a channel alerts appear on these pages only. Choose how people are to be told. Everything can be tried before it is saved.',
  });
const missingText = () =>
  i18n.translate('bruteForceAlerts.channels.missingDescription', {
    defaultMessage: 'The channel of this address is not there, or not any more.',
  });

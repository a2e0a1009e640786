import {
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiLink,
  EuiPanel,
  EuiText,
  EuiTextColor,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Channel } from '../../../common/channels/channels';
import { channelPath } from '../../shared/addresses';
import { ICON } from '../../shared/icons';
import { useLinkInside } from '../../shared/link_inside';
import type { SectionProps } from '../section';
import { ChannelState } from './channel_state';
import type { KnownChannel } from './channel_words';
import { formOf, summaryOf } from './forms';
import { MuteButton } from './mute_button';
import { RemoveButton } from './remove_button';

interface ChannelPanelProps extends SectionProps {
  channel: Channel;
  /** The index of the channel in the list. */
  at: number;
  known: KnownChannel;
}

/** One channel of the list: what it is, how it is, and what can be done with it. */
export function ChannelPanel(props: ChannelPanelProps) {
  const { form, draft, disabled, fieldRef, channel, at, known } = props;
  return (
    <div
      role="group"
      aria-label={channel.name}
      tabIndex={-1}
      ref={fieldRef(`channels.${at}`)}
      data-test-subj={`bfaChannel-${channel.id}`}
    >
      <EuiPanel hasBorder hasShadow={false} paddingSize="m">
        <EuiFlexGroup gutterSize="m" alignItems="flexStart" responsive={false} wrap>
          <EuiFlexItem grow={false}>
            <EuiIcon type={formOf(channel.kind).icon} size="l" />
          </EuiFlexItem>
          <EuiFlexItem style={{ minWidth: 240 }}>
            <Name channel={channel} />
            <ChannelState known={known} />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiFlexGroup gutterSize="xs" responsive={false} wrap>
              <Edit channel={channel} />
              <MuteButton form={form} draft={draft} disabled={disabled} channel={channel} />
              <RemoveButton
                form={form}
                draft={draft}
                disabled={disabled}
                channel={channel}
                waiting={known.status?.waiting ?? 0}
              />
            </EuiFlexGroup>
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiPanel>
    </div>
  );
}

function Name({ channel }: { channel: Channel }) {
  const summary = summaryOf(channel);
  const link = useLinkInside(channelPath(channel.id));
  return (
    <EuiText size="s">
      <EuiLink {...link} data-test-subj={`bfaOpenChannel-${channel.id}`}>
        <strong>{channel.name || noNameText()}</strong>
      </EuiLink>{' '}
      <EuiTextColor color="subdued">
        {[formOf(channel.kind).label(), summary].filter((text) => text !== '').join(', ')}
      </EuiTextColor>
    </EuiText>
  );
}

const noNameText = () =>
  i18n.translate('bruteForceAlerts.channels.noNameLabel', { defaultMessage: '(no name)' });

function Edit({ channel }: { channel: Channel }) {
  const link = useLinkInside(channelPath(channel.id));
  return (
    <EuiButtonEmpty
      {...link}
      size="s"
      iconType={ICON.edit}
      aria-label={editLabel(channel.name)}
      data-test-subj={`bfaEditChannel-${channel.id}`}
    >
      {i18n.translate('bruteForceAlerts.channels.editLabel', { defaultMessage: 'Edit' })}
    </EuiButtonEmpty>
  );
}

const editLabel = (name: string) =>
  i18n.translate('bruteForceAlerts.channels.editAriaLabel', {
    defaultMessage: 'Edit {name}',
    values: { name },
  });

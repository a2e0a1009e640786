import { EuiFieldText, EuiFlexGroup, EuiFlexItem, EuiLink, EuiSpacer, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Channel } from '../../../common/channels/channels';
import type { StatusResponse } from '../../../common/status/status';
import { settingsPath } from '../../shared/addresses';
import { useLinkInside } from '../../shared/link_inside';
import { unsavedBeside } from '../pages';
import type { SectionProps } from '../section';
import { withChange } from './channel_list';
import { Row } from '../row';
import { ChannelState } from './channel_state';
import { ChannelTest } from './channel_test';
import { formElement } from './forms';
import { fieldName } from './channel_fields';
import { knownChannel } from './known_channel';

interface EditorProps extends SectionProps {
  channel: Channel;
  /** The index of the channel in the list. */
  at: number;
  status: StatusResponse | undefined;
}

/** The settings of one channel: its name and the form of its kind. When it tells is a page of its own. */
export function ChannelEditor(props: EditorProps) {
  const { form, channel, status, at, fieldRef } = props;
  return (
    <div tabIndex={-1} ref={fieldRef(`channels.${at}`)} data-test-subj="bfaChannelEditor">
      <Links />
      <EuiSpacer size="m" />
      <EuiTitle size="s">
        <h2>{channel.name}</h2>
      </EuiTitle>
      <EuiSpacer size="xs" />
      <ChannelState known={knownChannel(form, status, channel.id)} />
      <EuiSpacer size="m" />
      <Name {...props} />
      <EuiSpacer size="m" />
      <KindFields {...props} />
      <EuiSpacer size="l" />
      <ChannelTest
        channel={channel}
        typedSecrets={props.draft.secrets[channel.id] ?? {}}
        disabled={props.disabled}
      />
    </div>
  );
}

function Links() {
  const all = useLinkInside(settingsPath('channels'));
  const when = useLinkInside(settingsPath('when'));
  return (
    <EuiFlexGroup gutterSize="m" responsive={false} wrap>
      <EuiFlexItem grow={false}>
        <EuiLink {...all} data-test-subj="bfaAllChannels">
          {i18n.translate('bruteForceAlerts.channels.allLabel', { defaultMessage: 'All channels' })}
        </EuiLink>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiLink {...when} data-test-subj="bfaToWhen">
          {i18n.translate('bruteForceAlerts.channels.toWhenLabel', {
            defaultMessage: 'When it tells',
          })}
        </EuiLink>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function Name({ form, draft, disabled, fieldRef, channel, at }: EditorProps) {
  const field = `channels.${at}.name` as const;
  const errors = form.errors[field];
  return (
    <Row
      field="name"
      label={i18n.translate('bruteForceAlerts.channels.nameLabel', { defaultMessage: 'Name' })}
      helpText={i18n.translate('bruteForceAlerts.channels.nameHelpText', {
        defaultMessage: 'What people call it, for example Night shift. Alerts name it by this.',
      })}
      errors={errors}
    >
      <EuiFieldText
        value={channel.name}
        onChange={({ target }) =>
          form.edit({ channels: withChange(draft.channels, channel.id, { name: target.value }) })
        }
        onBlur={() => form.leave(field)}
        isInvalid={errors !== undefined}
        disabled={disabled}
        inputRef={fieldRef(field)}
        data-test-subj="bfaChannelName"
      />
    </Row>
  );
}

/** The form of the channel's kind. */
function KindFields({ form, draft, disabled, fieldRef, channel, at, status }: EditorProps) {
  const { saved, facts } = knownChannel(form, status, channel.id);
  const { [channel.id]: typed = {}, ...others } = draft.secrets;
  return formElement({
    channel,
    saved,
    facts,
    typedSecrets: typed,
    onChange: (options) => form.edit({ channels: withChange(draft.channels, channel.id, { options }) }),
    onSave: async (options) => {
      const channels = withChange(draft.channels, channel.id, { options });
      const view = await form.saveChange({ channels });
      return view?.settings.channels.find(({ id }) => id === channel.id);
    },
    unsavedBeside: unsavedBeside(form.state, channel.id),
    onSecret: (name, text) => {
      const { [name]: _, ...rest } = typed;
      form.edit({
        secrets: { ...others, [channel.id]: text === undefined ? rest : { ...rest, [name]: text } },
      });
    },
    errorsOf: (field) => form.errors[fieldName(field, channel, at)],
    onLeave: (field) => form.leave(fieldName(field, channel, at)),
    fieldRef: (field) => fieldRef(fieldName(field, channel, at)),
    disabled,
    canEncrypt: form.state.saved?.canEncrypt !== false,
    proxies: form.state.saved?.proxies ?? [],
  });
}

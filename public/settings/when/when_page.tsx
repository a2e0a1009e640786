import { EuiAccordion, EuiLink, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import type { Channel } from '../../../common/channels/channels';
import { settingsPath } from '../../shared/addresses';
import { useLinkInside } from '../../shared/link_inside';
import { wrongFields } from '../field_errors';
import { pageName } from '../pages';
import type { SectionProps } from '../section';
import { MessagePreviews } from './message_previews';
import { TellForm } from './tell_form';
import { tellText } from './tell_words';

/** When people are told, for each channel. */
export function WhenPage(props: SectionProps) {
  const { channels } = props.draft;
  return (
    <>
      <EuiTitle size="s">
        <h2>{pageName('when')}</h2>
      </EuiTitle>
      <EuiSpacer size="xs" />
      <EuiText size="s" color="subdued">
        <p>{description()}</p>
      </EuiText>
      <EuiSpacer size="m" />
      {channels.length === 0 && <NoChannel />}
      {channels.map((channel, at) => (
        <React.Fragment key={channel.id}>
          <ChannelTimes {...props} channel={channel} at={at} isOnly={channels.length === 1} />
          <EuiSpacer size="s" />
        </React.Fragment>
      ))}
    </>
  );
}

const description = () =>
  i18n.translate('bruteForceAlerts.when.description', {
    defaultMessage:
      'Which alerts each channel tells, and at which times. What is not told at once is in the next digest or summary, and always on the page of alerts.',
  });

function NoChannel() {
  const link = useLinkInside(settingsPath('channels'));
  return (
    <EuiText size="s" data-test-subj="bfaWhenNoChannel">
      <p>
        {i18n.translate('bruteForceAlerts.when.noneDescription', {
          defaultMessage: 'There is no channel yet.',
        })}{' '}
        <EuiLink {...link}>
          {i18n.translate('bruteForceAlerts.when.addLabel', { defaultMessage: 'Add one first' })}
        </EuiLink>
      </p>
    </EuiText>
  );
}

type TimesProps = SectionProps & {
  channel: Channel;
  /** The index of the channel in the list. */
  at: number;
  isOnly: boolean;
};

/** Open at first where there is one channel only, and as long as something in it is wrong. */
function ChannelTimes({ isOnly, ...props }: TimesProps) {
  const { form, channel, at } = props;
  const [isOpen, setOpen] = useState(isOnly);
  const isWrong = wrongFields(form.errors).some((field) => field.startsWith(`channels.${at}.tell.`));
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="m" data-test-subj={`bfaWhen-${channel.id}`}>
      <EuiAccordion
        id={`bfaWhen-${channel.id}`}
        buttonContent={<strong>{channel.name}</strong>}
        extraAction={
          <EuiText size="xs" color="subdued">
            {tellText(channel.tell)}
          </EuiText>
        }
        paddingSize="s"
        forceState={isOpen || isWrong ? 'open' : 'closed'}
        onToggle={setOpen}
      >
        <TellForm {...props} />
        <EuiSpacer size="m" />
        <MessagePreviews channel={channel} />
      </EuiAccordion>
    </EuiPanel>
  );
}

import {
  EuiButton,
  EuiButtonEmpty,
  EuiContextMenuItem,
  EuiContextMenuPanel,
  EuiFieldText,
  EuiFormRow,
  EuiPopover,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import type { Channel } from '../../../common/channels/channels';
import { mutedUntilAt } from '../../../common/channels/tell';
import { formatTime } from '../../shared/format';
import { ICON } from '../../shared/icons';
import { useNow } from '../../shared/polling';
import type { SectionProps } from '../section';
import { withTell } from './channel_list';

const HOUR = 3_600_000;

interface MuteProps extends Pick<SectionProps, 'form' | 'draft' | 'disabled'> {
  channel: Channel;
}

/** Mutes a channel for a while, or ends that. As everything here, it holds once it is saved. */
export function MuteButton({ form, draft, disabled, channel }: MuteProps) {
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const mutedUntil = mutedUntilAt(channel.tell, now);
  const mute = (until: number | null) => {
    setOpen(false);
    form.edit({ channels: withTell(draft.channels, channel.id, { mutedUntil: until }) });
  };
  if (mutedUntil !== null) {
    return (
      <EuiButtonEmpty
        size="s"
        iconType={ICON.unmute}
        isDisabled={disabled}
        onClick={() => mute(null)}
        data-test-subj={`bfaUnmute-${channel.id}`}
      >
        {unmuteText(mutedUntil, now)}
      </EuiButtonEmpty>
    );
  }
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      panelPaddingSize="none"
      aria-label={muteLabel(channel.name)}
      button={
        <EuiButtonEmpty
          size="s"
          iconType={ICON.mute}
          isDisabled={disabled}
          onClick={() => setOpen(!isOpen)}
          aria-label={muteLabel(channel.name)}
          data-test-subj={`bfaMute-${channel.id}`}
        >
          {i18n.translate('bruteForceAlerts.channels.muteLabel', { defaultMessage: 'Mute' })}
        </EuiButtonEmpty>
      }
    >
      <MuteChoice now={now} onMute={mute} />
    </EuiPopover>
  );
}

const muteLabel = (name: string) =>
  i18n.translate('bruteForceAlerts.channels.muteAriaLabel', {
    defaultMessage: 'Mute {name}',
    values: { name },
  });
const unmuteText = (until: number, now: number) =>
  i18n.translate('bruteForceAlerts.channels.unmuteLabel', {
    defaultMessage: 'Unmute (muted until {time})',
    values: { time: formatTime(until, now) },
  });

interface ChoiceProps {
  now: number;
  onMute(until: number): void;
}

/** A span begins when it is chosen: `now` may be a second old. */
function MuteChoice({ now, onMute }: ChoiceProps) {
  return (
    <div data-test-subj="bfaMutePanel">
      <EuiContextMenuPanel
        items={[
          <EuiContextMenuItem key="1h" onClick={() => onMute(Date.now() + HOUR)} data-test-subj="bfaMute1h">
            {i18n.translate('bruteForceAlerts.channels.muteHourLabel', { defaultMessage: 'For 1 hour' })}
          </EuiContextMenuItem>,
          <EuiContextMenuItem
            key="8h"
            onClick={() => onMute(Date.now() + 8 * HOUR)}
            data-test-subj="bfaMute8h"
          >
            {i18n.translate('bruteForceAlerts.channels.muteEightHoursLabel', {
              defaultMessage: 'For 8 hours',
            })}
          </EuiContextMenuItem>,
        ]}
      />
      <UntilDate now={now} onMute={onMute} />
    </div>
  );
}

/** A date and a time of day, as the browser's clock shows them. */
function UntilDate({ now, onMute }: ChoiceProps) {
  const [typed, setTyped] = useState('');
  const until = Date.parse(typed);
  const isPast = typed !== '' && !(until > now);
  return (
    <div style={{ padding: 12 }}>
      <EuiFormRow
        label={i18n.translate('bruteForceAlerts.channels.muteUntilLabel', { defaultMessage: 'Until' })}
        isInvalid={isPast}
        error={isPast ? [pastText()] : undefined}
      >
        <EuiFieldText
          type="datetime-local"
          compressed
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          isInvalid={isPast}
          data-test-subj="bfaMuteUntil"
        />
      </EuiFormRow>
      <EuiSpacer size="s" />
      <EuiButton
        size="s"
        isDisabled={!(until > now)}
        onClick={() => onMute(until)}
        data-test-subj="bfaMuteUntilConfirm"
      >
        {i18n.translate('bruteForceAlerts.channels.muteUntilConfirmLabel', {
          defaultMessage: 'Mute until then',
        })}
      </EuiButton>
    </div>
  );
}

const pastText = () =>
  i18n.translate('bruteForceAlerts.channels.mutePastErrorMessage', {
    defaultMessage: 'Choose a time to come.',
  });

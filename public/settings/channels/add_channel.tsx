import { EuiButton, EuiCard, EuiFlexGroup, EuiFlexItem, EuiIcon, EuiSpacer, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { useHistory } from 'react-router-dom';
import { BOUNDS } from '../../../common/bounds';
import type { ChannelKind } from '../../../common/channels/kinds';
import { channelPath } from '../../shared/addresses';
import { ICON } from '../../shared/icons';
import type { SectionProps } from '../section';
import { newChannel } from './channel_list';
import { channelKinds, formOf } from './forms';

/** Adds a channel: a card for each kind. They are open at once where there is no channel yet. */
export function AddChannel({ form, draft }: SectionProps) {
  const [isChoosing, setChoosing] = useState(false);
  const history = useHistory();
  const { channels } = draft;
  const add = (kind: ChannelKind) => {
    const added = newChannel(channels, kind, Math.random);
    form.edit({ channels: [...channels, added] });
    history.push(channelPath(added.id));
  };
  if (channels.length === 0 || isChoosing) return <Kinds onChoose={add} />;
  return (
    <EuiButton
      size="s"
      iconType={ICON.add}
      isDisabled={channels.length >= BOUNDS.channels.max}
      onClick={() => setChoosing(true)}
      data-test-subj="bfaAddChannel"
    >
      {addText()}
    </EuiButton>
  );
}

const addText = () =>
  i18n.translate('bruteForceAlerts.channels.addLabel', { defaultMessage: 'Add a channel' });

function Kinds({ onChoose }: { onChoose(kind: ChannelKind): void }) {
  return (
    <section aria-label={addText()}>
      <EuiTitle size="xs">
        <h3>{addText()}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EuiFlexGroup gutterSize="m" responsive={false} wrap>
        {channelKinds().map((kind) => {
          const { label, icon, description } = formOf(kind);
          return (
            <EuiFlexItem key={kind} grow={false} style={{ width: 260 }}>
              <EuiCard
                icon={<EuiIcon type={icon} size="xl" />}
                title={label()}
                titleElement="h4"
                titleSize="xs"
                description={description()}
                onClick={() => onChoose(kind)}
                data-test-subj={`bfaChooseKind-${kind}`}
              />
            </EuiFlexItem>
          );
        })}
      </EuiFlexGroup>
    </section>
  );
}

import { EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertWithDeliveries } from '../../../common/api/api';
import { visible } from '../../../common/text/visible_text';
import { formatFullTime } from '../../shared/format';
import { useNow } from '../../shared/polling';
import { heldSentence } from '../held_words';
import { DeliveryEntry } from './delivery_entry';
import { DigestLink } from './digest_link';
import { type NamedChannel, type Told, toldOf } from './told';

interface ToldListProps {
  alert: AlertWithDeliveries;
  /** The channels of the settings. */
  channels: readonly NamedChannel[];
}

/** For each channel who was told when, with which words, what went wrong, or why nobody was told. */
export function ToldList({ alert, channels }: ToldListProps) {
  const now = useNow();
  const told = toldOf(alert, channels);
  return (
    <section aria-label={listTitle()} data-test-subj="bfaTold">
      <EuiTitle size="xs">
        <h3>{listTitle()}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      {told.length === 0 && (
        <EuiText size="s">
          <p>{heldSentence(alert.held)}</p>
        </EuiText>
      )}
      {told.map((one) => (
        <React.Fragment key={one.channels.join()}>
          <OfChannel told={one} now={now} />
          <EuiSpacer size="s" />
        </React.Fragment>
      ))}
    </section>
  );
}

const listTitle = () =>
  i18n.translate('bruteForceAlerts.delivery.listTitle', { defaultMessage: 'Who was told' });

function OfChannel({ told: { channels, held, digest, deliveries }, now }: { told: Told; now: number }) {
  const name = channels.map(visible).join(', ');
  // The text of the newest message is what people have in front of them; the texts of older ones can be opened.
  const newestText = deliveries.find(({ text }) => text !== null)?.id;
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s" data-test-subj={`bfaTold-${channels[0]}`}>
      <EuiText size="s">
        <h4>{name}</h4>
        {held && !(held.reason === 'in_digest' && digest) && (
          <p title={formatFullTime(held.at)} data-test-subj="bfaHeld">
            {heldSentence(held.reason)}
          </p>
        )}
        {digest && <DigestLink digest={digest} />}
        {!held && !digest && deliveries.length === 0 && <p>{plannedText()}</p>}
      </EuiText>
      {deliveries.map((delivery) => (
        <DeliveryEntry
          key={delivery.id}
          delivery={delivery}
          now={now}
          isTextOpen={delivery.id === newestText}
        />
      ))}
    </EuiPanel>
  );
}

const plannedText = () =>
  i18n.translate('bruteForceAlerts.delivery.plannedText', {
    defaultMessage: 'A message is about to be written.',
  });

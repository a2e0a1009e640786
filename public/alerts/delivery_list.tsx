import { EuiCallOut, EuiCodeBlock, EuiHealth, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Delivery } from '../../common/deliveries/deliveries';
import type { HoldReason } from '../../common/alerts/verdicts';
import { formatTime } from '../shared/format';
import { ICON } from '../shared/icons';
import { useNow } from '../shared/polling';
import { newestFirst, reasonWord, statusView } from './delivery_words';
import { heldSentence } from './held_words';

interface DeliveryListProps {
  deliveries: Delivery[];
  held: HoldReason | null;
}

/** Who was told, when, with which words, and what went wrong. */
export function DeliveryList({ deliveries, held }: DeliveryListProps) {
  const now = useNow();
  return (
    <section aria-label={listTitle()}>
      <EuiTitle size="xs">
        <h3>{listTitle()}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      {deliveries.length === 0 && (
        <EuiText size="s">
          <p>{heldSentence(held)}</p>
        </EuiText>
      )}
      {newestFirst(deliveries).map((delivery) => (
        <React.Fragment key={delivery.id}>
          <DeliveryPanel delivery={delivery} now={now} />
          <EuiSpacer size="s" />
        </React.Fragment>
      ))}
    </section>
  );
}

const listTitle = () => i18n.translate('bruteForceAlerts.delivery.listTitle', { defaultMessage: 'Messages' });

function DeliveryPanel({ delivery, now }: { delivery: Delivery; now: number }) {
  const view = statusView(delivery, now);
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s" data-test-subj={`bfaDelivery-${delivery.id}`}>
      <EuiHealth color={view.tone}>
        <strong>{view.text}</strong>
      </EuiHealth>
      <EuiText size="xs" color="subdued">
        <p>{planText(delivery, now)}</p>
      </EuiText>
      {delivery.lastError && delivery.status !== 'delivered' && <LastError delivery={delivery} />}
      {delivery.text !== null && <SentText text={delivery.text} />}
    </EuiPanel>
  );
}

const planText = (delivery: Delivery, now: number) =>
  i18n.translate('bruteForceAlerts.delivery.planLabel', {
    defaultMessage:
      '{channel}: {reason}, planned {time}, {attempts, plural, =0 {not tried yet} one {# attempt} other {# attempts}}',
    values: {
      channel: delivery.channel.name,
      reason: reasonWord(delivery),
      time: formatTime(delivery.plannedAt, now),
      attempts: delivery.attempts,
    },
  });

function LastError({ delivery: { status, lastError, remedy } }: { delivery: Delivery }) {
  const final = status === 'refused' || status === 'expired';
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color={final ? 'danger' : 'warning'}
        iconType={final ? ICON.danger : ICON.warning}
        title={i18n.translate('bruteForceAlerts.delivery.lastErrorTitle', {
          defaultMessage: 'Last attempt failed: {error}',
          values: { error: lastError },
        })}
      >
        {remedy && <p>{remedy}</p>}
      </EuiCallOut>
    </>
  );
}

function SentText({ text }: { text: string }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCodeBlock
        language="text"
        fontSize="s"
        paddingSize="s"
        whiteSpace="pre-wrap"
        overflowHeight={240}
        isCopyable
      >
        {text}
      </EuiCodeBlock>
    </>
  );
}

import { EuiAccordion, EuiCallOut, EuiCodeBlock, EuiHealth, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Delivery } from '../../../common/deliveries/deliveries';
import { formatFullTime } from '../../shared/format';
import { ICON } from '../../shared/icons';
import { isUndelivered, reasonWord, statusView } from '../delivery_words';

interface DeliveryEntryProps {
  delivery: Delivery;
  /** Epoch milliseconds. */
  now: number;
  /** Whether its text is shown at once; else it can be opened. */
  isTextOpen: boolean;
}

/** One message: what for, what became of it and when, what went wrong and what to do about it, and its words. */
export function DeliveryEntry({ delivery, now, isTextOpen }: DeliveryEntryProps) {
  const view = statusView(delivery, now);
  return (
    <div data-test-subj={`bfaDelivery-${delivery.id}`}>
      <EuiSpacer size="s" />
      <EuiHealth color={view.tone} title={formatFullTime(delivery.deliveredAt ?? delivery.plannedAt)}>
        {entryText(delivery, view.text)}
      </EuiHealth>
      {delivery.lastError && (delivery.status !== 'delivered' || delivery.detour) && (
        <LastError delivery={delivery} />
      )}
      {delivery.text !== null &&
        (isTextOpen ? <Words delivery={delivery} /> : <Folded delivery={delivery} />)}
    </div>
  );
}

const entryText = (delivery: Delivery, state: string) =>
  i18n.translate('bruteForceAlerts.delivery.entryLabel', {
    defaultMessage: '{reason}: {state}{attempts, plural, =0 {} =1 {} other {, after # attempts}}',
    values: { reason: reasonWord(delivery), state, attempts: delivery.attempts },
  });

const errorTitle = ({ detour, lastError: error }: Delivery) =>
  detour
    ? i18n.translate('bruteForceAlerts.delivery.detourTitle', {
        defaultMessage: 'Delivered, but not everywhere that it should be: {error}',
        values: { error },
      })
    : i18n.translate('bruteForceAlerts.delivery.lastErrorTitle', {
        defaultMessage: 'Last attempt failed: {error}',
        values: { error },
      });

function LastError({ delivery }: { delivery: Delivery }) {
  const isFinal = isUndelivered(delivery);
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color={isFinal ? 'danger' : 'warning'}
        iconType={isFinal ? ICON.danger : ICON.warning}
        title={errorTitle(delivery)}
      >
        {delivery.remedy && <p>{delivery.remedy}</p>}
      </EuiCallOut>
    </>
  );
}

const Folded = ({ delivery }: { delivery: Delivery }) => (
  <EuiAccordion
    id={`bfaText-${delivery.id}`}
    paddingSize="none"
    buttonContent={i18n.translate('bruteForceAlerts.delivery.textLabel', { defaultMessage: 'Its words' })}
  >
    <Words delivery={delivery} />
  </EuiAccordion>
);

function Words({ delivery: { text, status } }: { delivery: Delivery }) {
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
        data-test-subj={status === 'pending' ? 'bfaWaitingText' : undefined}
      >
        {text ?? ''}
      </EuiCodeBlock>
    </>
  );
}

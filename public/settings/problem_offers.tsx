import { EuiButton } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type ReactNode } from 'react';
import type { Problem } from '../../common/status/problems';

interface Offers {
  /** Has Kerberos and NTLM failures counted. */
  countKerberosAndNtlm(): void;
  /** Has events read that stand in one text, in these index patterns. */
  readTexts(patterns: string[]): void;
  isBusy?: boolean;
}

/** The button beside a problem that one change of the settings takes away; nothing beside any other. */
export const problemOffers =
  ({ countKerberosAndNtlm, readTexts, isBusy = false }: Offers) =>
  ({ code, patterns = [] }: Problem): ReactNode => {
    if (code === 'kerberos_not_counted')
      return (
        <Offer
          {...{ isBusy }}
          label={countLabel()}
          onTake={countKerberosAndNtlm}
          subject="bfaCountKerberos"
        />
      );
    if (code === 'events_as_text' && patterns.length > 0)
      return (
        <Offer
          {...{ isBusy }}
          label={readLabel()}
          onTake={() => readTexts(patterns)}
          subject="bfaReadTexts"
        />
      );
    return undefined;
  };

interface OfferProps {
  label: string;
  isBusy: boolean;
  onTake(): void;
  subject: string;
}

const Offer = ({ label, isBusy, onTake, subject }: OfferProps) => (
  <EuiButton size="s" onClick={onTake} isLoading={isBusy} data-test-subj={subject}>
    {label}
  </EuiButton>
);

const countLabel = () =>
  i18n.translate('bruteForceAlerts.countingOffer.acceptLabel', { defaultMessage: 'Count them' });
const readLabel = () =>
  i18n.translate('bruteForceAlerts.textOffer.acceptLabel', { defaultMessage: 'Read these texts' });

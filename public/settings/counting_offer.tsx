import { EuiButton } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type ReactNode } from 'react';
import type { Problem } from '../../common/status/problems';

/** Offers to count Kerberos and NTLM failures beside the problem that they alone are sent and are not counted. */
export const countingOffer =
  (onAccept: () => void, isBusy = false) =>
  ({ code }: Problem): ReactNode =>
    code === 'kerberos_not_counted' && (
      <EuiButton size="s" onClick={onAccept} isLoading={isBusy} data-test-subj="bfaCountKerberos">
        {i18n.translate('bruteForceAlerts.countingOffer.acceptLabel', { defaultMessage: 'Count them' })}
      </EuiButton>
    );

import { EuiAccordion, EuiCodeBlock } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Evidence } from '../../common/alerts/evidence';

/** Where to find some of the events in Discover: their index and `_id`. */
export function SampleEvents({ evidence: { samples } }: { evidence: Evidence }) {
  if (samples.length === 0) return null;
  return (
    <EuiAccordion
      id="bfaSampleEvents"
      buttonContent={i18n.translate('bruteForceAlerts.alert.samplesTitle', {
        defaultMessage: 'Sample events, index and id',
      })}
      paddingSize="s"
      data-test-subj="bfaSampleEvents"
    >
      <EuiCodeBlock language="text" fontSize="s" paddingSize="s" overflowHeight={240} isCopyable>
        {samples.join('\n')}
      </EuiCodeBlock>
    </EuiAccordion>
  );
}

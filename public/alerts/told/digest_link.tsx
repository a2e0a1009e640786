import { i18n } from '@kbn/i18n';
import React from 'react';
import type { DigestCause, DigestRef } from '../../../common/alerts/alerts';
import { PATH } from '../../shared/addresses';
import { LinkTo } from '../../shared/link_to';
import { EVERYTHING, searchOf } from '../list/list_state';

const CAUSES: Record<DigestCause, () => string> = {
  flood: () =>
    i18n.translate('bruteForceAlerts.delivery.digestOfFloodText', {
      defaultMessage:
        'One message tells of it together with other attacks: more came at once than the channel tells one by one.',
    }),
  schedule: () =>
    i18n.translate('bruteForceAlerts.delivery.digestOfScheduleText', {
      defaultMessage: 'The scheduled digest of the channel tells of it, together with other attacks.',
    }),
  quiet: () =>
    i18n.translate('bruteForceAlerts.delivery.digestOfQuietText', {
      defaultMessage:
        'One message tells of everything that waited for the end of the quiet hours, or of the muting.',
    }),
};

/** That a digest tells of the alert and why, with a link to everything that is in it. */
export function DigestLink({ digest: { id, cause } }: { digest: DigestRef }) {
  return (
    <p data-test-subj="bfaInDigest">
      {CAUSES[cause]()}{' '}
      <LinkTo
        path={`${PATH.alerts}${searchOf({ ...EVERYTHING, range: 'all', digest: id })}`}
        subject="bfaOpenDigest"
      >
        {i18n.translate('bruteForceAlerts.delivery.openDigestLabel', {
          defaultMessage: 'Show the attacks of this digest',
        })}
      </LinkTo>
    </p>
  );
}

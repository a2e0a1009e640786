import { EuiButtonEmpty } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Alert } from '../../common/alerts/alerts';
import type { SettingsInput } from '../../common/settings/settings';
import { ICON } from '../shared/icons';
import { useServices } from '../shared/services';
import { discoverPath } from './discover_link';

/** Leads to the events of an alert in Discover, in a window of its own: the alert stays open beside it. */
export function OpenInDiscover({ alert, source }: { alert: Alert; source: SettingsInput | null }) {
  const { addressInKibana } = useServices();
  return (
    <EuiButtonEmpty
      size="s"
      flush="left"
      iconType={ICON.discover}
      href={addressInKibana(discoverPath(alert, source))}
      target="_blank"
      rel="noopener"
      data-test-subj="bfaOpenInDiscover"
    >
      {i18n.translate('bruteForceAlerts.alert.discoverLabel', {
        defaultMessage: 'Open these events in Discover',
      })}
    </EuiButtonEmpty>
  );
}

import { EuiDescribedFormGroup, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { ExcludedAccounts } from './excluded_accounts';
import { ExcludedAddresses } from './excluded_addresses';
import { pageName } from './pages';
import type { SectionProps } from './section';

export const ExclusionsPage = (props: SectionProps) => (
  <EuiDescribedFormGroup
    fullWidth
    ratio="third"
    title={<h2>{pageName('exclusions')}</h2>}
    description={i18n.translate('bruteForceAlerts.exclusions.description', {
      defaultMessage: 'Accounts and addresses that raise no alert of their own. It holds for every rule.',
    })}
  >
    <ExcludedAccounts {...props} />
    <EuiSpacer size="m" />
    <ExcludedAddresses {...props} />
  </EuiDescribedFormGroup>
);

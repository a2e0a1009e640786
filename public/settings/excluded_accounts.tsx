import { EuiButtonEmpty, EuiComboBox, type EuiComboBoxOptionOption, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { DEFAULT_EXCLUSIONS } from '../../common/rules/noise';
import { ICON } from '../shared/icons';
import { withAccounts } from './accounts';
import { FieldRow } from './row';
import type { SectionProps } from './section';

/** Accounts that raise no alert of their own: those of machines and of Windows, until somebody takes them out. */
export function ExcludedAccounts({ form, draft, disabled, fieldRef }: SectionProps) {
  const { excludedAccounts } = draft;
  const setAccounts = (accounts: string[]) => form.edit({ excludedAccounts: accounts });
  const missing = withAccounts(excludedAccounts, DEFAULT_EXCLUSIONS).slice(excludedAccounts.length);
  return (
    <>
      <FieldRow form={form} field="excludedAccounts" helpText={helpText()}>
        <EuiComboBox<string>
          fullWidth
          options={missing.map((label) => ({ label }))}
          selectedOptions={excludedAccounts.map((label) => ({ label }))}
          onChange={(chosen: Array<EuiComboBoxOptionOption<string>>) =>
            setAccounts(chosen.map(({ label }) => label))
          }
          onCreateOption={(typed: string) => setAccounts(withAccounts(excludedAccounts, [typed]))}
          onBlur={() => form.leave('excludedAccounts')}
          isInvalid={form.errors.excludedAccounts !== undefined}
          isDisabled={disabled}
          inputRef={fieldRef('excludedAccounts')}
          data-test-subj="bfaExcludedAccounts"
        />
      </FieldRow>
      <EuiSpacer size="s" />
      <div>
        <EuiButtonEmpty
          size="s"
          flush="left"
          iconType={ICON.restore}
          isDisabled={disabled || missing.length === 0}
          onClick={() => setAccounts([...excludedAccounts, ...missing])}
          data-test-subj="bfaRestoreExclusions"
        >
          {i18n.translate('bruteForceAlerts.detection.restoreExclusionsLabel', {
            defaultMessage: 'Restore Windows’ own',
          })}
        </EuiButtonEmpty>
      </div>
    </>
  );
}

const helpText = () =>
  i18n.translate('bruteForceAlerts.detection.excludedAccountsHelpText', {
    defaultMessage:
      'Left out as accounts; their failures still count for addresses and hosts. Type a name and press Enter. * stands for any characters, ? for one. Given are the accounts of machines and of Windows itself.',
  });

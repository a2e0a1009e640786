import { EuiComboBox, type EuiComboBoxOptionOption } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { FieldRow } from './row';
import type { SectionProps } from './section';

/** Addresses that raise no alert of their own, such as that of a gateway which everybody comes through. */
export function ExcludedAddresses({ form, draft, disabled, fieldRef }: SectionProps) {
  const { excludedAddresses } = draft;
  const setAddresses = (addresses: string[]) => form.edit({ excludedAddresses: [...new Set(addresses)] });
  return (
    <FieldRow form={form} field="excludedAddresses" helpText={helpText()}>
      <EuiComboBox<string>
        fullWidth
        noSuggestions
        selectedOptions={excludedAddresses.map((label) => ({ label }))}
        onChange={(chosen: Array<EuiComboBoxOptionOption<string>>) =>
          setAddresses(chosen.map(({ label }) => label))
        }
        onCreateOption={(typed: string) => setAddresses([...excludedAddresses, typed.trim()])}
        onBlur={() => form.leave('excludedAddresses')}
        isInvalid={form.errors.excludedAddresses !== undefined}
        isDisabled={disabled}
        inputRef={fieldRef('excludedAddresses')}
        data-test-subj="bfaExcludedAddresses"
      />
    </FieldRow>
  );
}

const helpText = () =>
  i18n.translate('bruteForceAlerts.detection.excludedAddressesHelpText', {
    defaultMessage:
      'Left out as source addresses; their failures still count for accounts and hosts. For a gateway or proxy that everybody comes through. Type an address or a range, for example 10.0.0.5 or 10.0.0.0/24, and press Enter.',
  });

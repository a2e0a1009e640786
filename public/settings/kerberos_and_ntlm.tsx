import { EuiSelect } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { KERBEROS_AND_NTLM, type KerberosAndNtlm as Setting } from '../../common/settings/kerberos_and_ntlm';
import { FieldRow } from './row';
import { kerberosAndNtlmWord } from './kerberos_words';
import type { SectionProps } from './section';

/** Whether Kerberos and NTLM failures count beside failed logons. */
export function KerberosAndNtlm({ form, draft, disabled }: SectionProps) {
  return (
    <FieldRow form={form} field="kerberosAndNtlm" helpText={helpText()}>
      <EuiSelect
        value={draft.kerberosAndNtlm}
        options={KERBEROS_AND_NTLM.map((value) => ({ value, text: kerberosAndNtlmWord(value) }))}
        onChange={({ target }) => form.edit({ kerberosAndNtlm: target.value as Setting })}
        disabled={disabled}
        data-test-subj="bfaKerberosAndNtlm"
      />
    </FieldRow>
  );
}

const helpText = () =>
  i18n.translate('bruteForceAlerts.detection.kerberosAndNtlmHelpText', {
    defaultMessage:
      'Events 4771 and 4776, which domain controllers log. They see attacks on machines that send no log; where those send 4625 too, one wrong password may count twice. Automatic: they count as long as only domain controllers send failed logons.',
  });

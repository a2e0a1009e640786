import { EuiCallOut, EuiCode, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { ICON } from '../shared/icons';

export function ReadOnly() {
  return (
    <>
      <EuiCallOut
        iconType={ICON.readOnly}
        title={i18n.translate('bruteForceAlerts.settings.readOnlyTitle', { defaultMessage: 'You can look' })}
        data-test-subj="bfaReadOnly"
      >
        <p>
          {i18n.translate('bruteForceAlerts.settings.readOnlyDescription', {
            defaultMessage:
              'Changing settings needs the privilege All of Brute force alerts in this space. Ask an administrator for it.',
          })}
        </p>
      </EuiCallOut>
      <EuiSpacer size="l" />
    </>
  );
}

/** The notice that Kibana has no encryption key. Its commands stand on lines of their own, to be copied. */
export function NoEncryptionKey() {
  return (
    <>
      <EuiCallOut
        color="danger"
        iconType={ICON.danger}
        title={i18n.translate('bruteForceAlerts.settings.noEncryptionKeyTitle', {
          defaultMessage: 'Kibana has no encryption key, so no token or password can be saved',
        })}
        data-test-subj="bfaNoEncryptionKey"
      >
        <p>
          {i18n.translate('bruteForceAlerts.settings.noEncryptionKeyDescription', {
            defaultMessage:
              'Secrets are saved encrypted or not at all. An administrator of the Kibana server sets a key once:',
          })}
        </p>
        <ol>
          {keySteps().map(({ words, code }) => (
            <li key={code}>
              {words} <EuiCode>{code}</EuiCode>
            </li>
          ))}
          <li>
            {i18n.translate('bruteForceAlerts.settings.keyRestartHelpText', {
              defaultMessage: 'Restart Kibana. Where there are several, all of them need the same key.',
            })}
          </li>
        </ol>
      </EuiCallOut>
      <EuiSpacer size="l" />
    </>
  );
}

const keySteps = () => [
  {
    words: i18n.translate('bruteForceAlerts.settings.keyGenerateHelpText', {
      defaultMessage: 'In the directory of Kibana, have a key made:',
    }),
    code: 'bin/kibana-encryption-keys generate',
  },
  {
    words: i18n.translate('bruteForceAlerts.settings.keyConfigHelpText', {
      defaultMessage: 'Copy this line of its answer into kibana.yml:',
    }),
    code: 'xpack.encryptedSavedObjects.encryptionKey: <key>',
  },
];

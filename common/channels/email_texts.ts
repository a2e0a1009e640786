import { i18n } from '@kbn/i18n';
import { BOUNDS } from '../bounds';

const { email } = BOUNDS;

/** Why an option of a channel of e-mail is refused, and what to do. */
export const EMAIL_TEXTS = {
  hostBlanks: () =>
    i18n.translate('bruteForceAlerts.email.hostBlanksErrorMessage', {
      defaultMessage:
        'The server has blanks or line breaks in it. Enter only its name, for example mail.example.',
    }),
  hostIsUrl: () =>
    i18n.translate('bruteForceAlerts.email.hostUrlErrorMessage', {
      defaultMessage:
        'The server is its name alone, without smtp:// or a path. Enter for example mail.example.',
    }),
  hostWithPort: () =>
    i18n.translate('bruteForceAlerts.email.hostPortErrorMessage', {
      defaultMessage: 'The server has a port in it. Enter the name here and the port in its own field.',
    }),
  hostForm: () =>
    i18n.translate('bruteForceAlerts.email.hostFormErrorMessage', {
      defaultMessage:
        'This is no name of a server: letters, digits, hyphens and dots, at most {max} characters, or an IP address. Enter for example mail.example.',
      values: { max: email.hostLength },
    }),
  port: () =>
    i18n.translate('bruteForceAlerts.email.portErrorMessage', {
      defaultMessage:
        'The port must be from 1 to 65535. Most servers take mail at 587 (STARTTLS) or 465 (TLS).',
    }),
  tls: () =>
    i18n.translate('bruteForceAlerts.email.tlsErrorMessage', {
      defaultMessage:
        'Choose how the connection is secured: tls (from the start, usually port 465), starttls (usually port 587) or none.',
    }),
  user: () =>
    i18n.translate('bruteForceAlerts.email.userErrorMessage', {
      defaultMessage:
        'The user name may have up to {max} characters and no line breaks. Leave it empty for a server that asks for no login.',
      values: { max: email.userLength },
    }),
  userWithoutTls: () =>
    i18n.translate('bruteForceAlerts.email.userWithoutTlsErrorMessage', {
      defaultMessage:
        'A user name and password are sent only over TLS: without it others could read them on the way. Choose TLS or STARTTLS, or remove the user name.',
    }),
  password: () =>
    i18n.translate('bruteForceAlerts.email.passwordErrorMessage', {
      defaultMessage:
        'The password must have from 1 to {max} characters and no line breaks. Copy it again, without the words around it.',
      values: { max: email.passwordLength },
    }),
  addressBlanks: () =>
    i18n.translate('bruteForceAlerts.email.addressBlanksErrorMessage', {
      defaultMessage:
        'The address has blanks, line breaks or a name around it. Enter only the address, for example soc@mail.example.',
    }),
  addressLocal: () =>
    i18n.translate('bruteForceAlerts.email.addressLocalErrorMessage', {
      defaultMessage:
        'What stands before the @ may only have letters a to z, digits, dots between them and the signs that addresses use, and at most 64 characters. Check the address.',
    }),
  addressForm: () =>
    i18n.translate('bruteForceAlerts.email.addressFormErrorMessage', {
      defaultMessage:
        'This is no e-mail address: one has one @ and a domain behind it, and at most {max} characters. Enter for example soc@mail.example.',
      values: { max: email.addressLength },
    }),
  recipients: () =>
    i18n.translate('bruteForceAlerts.email.recipientsErrorMessage', {
      defaultMessage:
        'A channel has at most {max} recipients. Enter the address of a mailing list instead, or add another channel.',
      values: { max: email.recipients },
    }),
} as const;

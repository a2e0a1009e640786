import { i18n } from '@kbn/i18n';
import type { ErrorTexts } from '../delivery/error_rows';

/** What people read when the channel has to be set up otherwise: somebody has to act. */
export const SETUP_TEXTS = {
  app_password_needed: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.appPasswordNeededErrorMessage', {
        defaultMessage: 'The server asks for a password made for programs, and not that of the person.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.appPasswordNeededRemedy', {
        defaultMessage:
          'Make an app password in the account (Google: Security, 2-Step Verification, App passwords), and save it here. The refused one is not tried again by itself, so that no account is locked out.',
      }),
  },
  basic_login_disabled: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.basicLoginDisabledErrorMessage', {
        defaultMessage:
          'Microsoft 365 lets nobody log in here with user name and password: it is disabled for the mailbox or for the organisation.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.basicLoginDisabledRemedy', {
        defaultMessage:
          "Ask the Microsoft 365 admin to allow authenticated SMTP for this mailbox, then send a test message: the login is not tried again by itself. Or use a relay (a connector) that takes mail from Kibana's address without login.",
      }),
  },
  login_needs_tls: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginNeedsTlsErrorMessage', {
        defaultMessage: 'The server takes a login only over TLS.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginNeedsTlsRemedy', {
        defaultMessage: 'Choose STARTTLS, usually with port 587, or TLS with port 465.',
      }),
  },
  login_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginRefusedErrorMessage', {
        defaultMessage: 'The server does not accept the user name and password.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginRefusedRemedy', {
        defaultMessage:
          'Save the right user name and password. If they are right and the server was mended, send a test message. The login is not tried again by itself, so that no account is locked out.',
      }),
  },
  login_unsupported: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginUnsupportedErrorMessage', {
        defaultMessage: 'The server does not take this way to log in.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginUnsupportedRemedy', {
        defaultMessage:
          'Ask who runs the server for one that takes user name and password (PLAIN or LOGIN), or remove the user name if it takes mail without login. If the server was mended, send a test message: the login is not tried again by itself.',
      }),
  },
  no_login_offered: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noLoginOfferedErrorMessage', {
        defaultMessage: 'The server offers no login, so the password was not sent.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noLoginOfferedRemedy', {
        defaultMessage:
          'Check port and TLS: many servers offer a login only at port 587 with STARTTLS. If it takes mail without login, remove the user name.',
      }),
  },
  login_needed: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginNeededErrorMessage', {
        defaultMessage: 'The server takes mail only after a login.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.loginNeededRemedy', {
        defaultMessage:
          "Enter user name and password, or have the server let mail of Kibana's address through.",
      }),
  },
  starttls_missing: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.starttlsMissingErrorMessage', {
        defaultMessage:
          'The server does not offer STARTTLS, or something on the way took the offer out. Nothing was sent, not even the password.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.starttlsMissingRemedy', {
        defaultMessage:
          'If the server speaks TLS from the start, choose TLS and port 465. Else ask who runs the server or the firewall between.',
      }),
  },
  no_tls: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noTlsErrorMessage', {
        defaultMessage: 'The server does not speak TLS at this port.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.noTlsRemedy', {
        defaultMessage: 'Choose STARTTLS for port 587 or 25, or TLS with port 465.',
      }),
  },
  tls_too_old: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.tlsTooOldErrorMessage', {
        defaultMessage: 'Server and Kibana have no version or cipher of TLS in common.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.tlsTooOldRemedy', {
        defaultMessage: 'Ask who runs the server to allow TLS 1.2 or newer.',
      }),
  },
  certificate_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.certificateRefusedErrorMessage', {
        defaultMessage: 'The server shows a certificate that Kibana does not trust.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.certificateRefusedRemedy', {
        defaultMessage:
          'Put the certificate authority that issued it into bruteForceAlerts.email.certificateAuthorities in kibana.yml, and restart Kibana.',
      }),
  },
  certificate_name: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.certificateNameErrorMessage', {
        defaultMessage: 'The certificate of the server is for another name.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.certificateNameRemedy', {
        defaultMessage:
          'Enter the server by the name in its certificate, or have the certificate made for the name that is entered.',
      }),
  },
  certificate_expired: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.certificateExpiredErrorMessage', {
        defaultMessage: 'The certificate of the server has expired, or is not valid yet.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.certificateExpiredRemedy', {
        defaultMessage: 'Have the certificate renewed, and check the clock of both machines.',
      }),
  },
  authority_unreadable: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.authorityUnreadableErrorMessage', {
        defaultMessage: 'A file of bruteForceAlerts.email.certificateAuthorities cannot be read.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.authorityUnreadableRemedy', {
        defaultMessage:
          "Check in kibana.yml that the path is right and that Kibana's user may read the file.",
      }),
  },
  address_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.addressRefusedErrorMessage', {
        defaultMessage:
          'The name of the server leads to an address that is never connected to: link-local, or the address where a cloud keeps its secrets.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.addressRefusedRemedy', {
        defaultMessage: 'Enter the name or address of the mail server itself.',
      }),
  },
  unwelcome: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.unwelcomeErrorMessage', {
        defaultMessage: "The server takes no mail from Kibana's address.",
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.unwelcomeRemedy', {
        defaultMessage:
          "Ask who runs the server to allow it. Read the server's answer: it often names a page with the reason.",
      }),
  },
  sender_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.senderRefusedErrorMessage', {
        defaultMessage: 'The server does not take mail from this sender.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.senderRefusedRemedy', {
        defaultMessage:
          'Enter as sender an address that the user may send as, or have that right granted on the server.',
      }),
  },
  relay_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.relayRefusedErrorMessage', {
        defaultMessage: 'The server does not pass on mail to these recipients for Kibana.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.relayRefusedRemedy', {
        defaultMessage: "Enter user name and password, or have the server relay mail of Kibana's address.",
      }),
  },
  recipient_unknown: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.recipientUnknownErrorMessage', {
        defaultMessage: 'The server knows none of the recipients.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.recipientUnknownRemedy', {
        defaultMessage: 'Check the addresses for typing errors.',
      }),
  },
  recipient_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.recipientRefusedErrorMessage', {
        defaultMessage: 'The server takes no mail for any of the recipients.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.recipientRefusedRemedy', {
        defaultMessage: "Read the server's answer, and check the addresses.",
      }),
  },
  mailbox_full: {
    message: () =>
      i18n.translate('bruteForceAlerts.emailErrors.mailboxFullErrorMessage', {
        defaultMessage: 'The mailbox of the recipient is full.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.emailErrors.mailboxFullRemedy', {
        defaultMessage: 'Have room made in it, or enter another recipient.',
      }),
  },
} satisfies Record<string, ErrorTexts>;

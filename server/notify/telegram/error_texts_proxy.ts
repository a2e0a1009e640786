import { i18n } from '@kbn/i18n';
import type { ErrorTexts } from '../delivery/error_rows';

/** What people read when a proxy of kibana.yml does not connect to Telegram. Nothing was sent then. */
export const PROXY_TEXTS = {
  proxy_login_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyLoginRefusedErrorMessage', {
        defaultMessage:
          'The proxy on the way to Telegram refuses the user name or the password, or wants some.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyLoginRefusedRemedy', {
        defaultMessage:
          'Correct them in bruteForceAlerts.telegram.proxyUrl in kibana.yml, and restart Kibana.',
      }),
  },
  proxy_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyRefusedErrorMessage', {
        defaultMessage: 'The proxy answers, and does not connect to Telegram.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyRefusedRemedy', {
        defaultMessage:
          "Allow Kibana's host to reach Telegram, or your own Bot API server, in the rules of the proxy. Where it resolves no names, write socks5:// in place of socks5h:// in kibana.yml.",
      }),
  },
  proxy_protocol: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyProtocolErrorMessage', {
        defaultMessage: 'What answers at the address of the proxy is no proxy of this kind.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyProtocolRemedy', {
        defaultMessage:
          'Check bruteForceAlerts.telegram.proxyUrl in kibana.yml: http://, https://, socks5:// or socks5h://, and the port.',
      }),
  },
  proxy_unreachable: {
    message: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyUnreachableErrorMessage', {
        defaultMessage:
          'The proxy on the way to Telegram cannot be reached: its name, its port or its certificate is at fault.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.telegramErrors.proxyUnreachableRemedy', {
        defaultMessage:
          "Check bruteForceAlerts.telegram.proxyUrl in kibana.yml, and that Kibana's host may connect to the proxy.",
      }),
  },
} satisfies Record<string, ErrorTexts>;

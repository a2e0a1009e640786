import { i18n } from '@kbn/i18n';
import type { ErrorTexts } from './error_rows';
import type { ProxyErrorCode } from './proxy_codes';

/** What people read when a proxy of kibana.yml does not connect. Nothing was sent then. */
export const PROXY_TEXTS: Record<ProxyErrorCode, ErrorTexts> = {
  proxy_not_listed: {
    message: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.notListedErrorMessage', {
        defaultMessage: 'The proxy that is chosen for this channel is not in kibana.yml any more.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.notListedRemedy', {
        defaultMessage:
          'Choose another proxy for the channel, or put this one into bruteForceAlerts.proxies in kibana.yml again and restart Kibana. Then try the channel.',
      }),
  },
  proxy_login_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.loginRefusedErrorMessage', {
        defaultMessage: 'The proxy refuses the user name or the password, or wants some.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.loginRefusedRemedy', {
        defaultMessage: 'Correct them in the address of the proxy in kibana.yml, and restart Kibana.',
      }),
  },
  proxy_cannot_reach: {
    message: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.cannotReachErrorMessage', {
        defaultMessage: 'The proxy answers, and does not get through to the far side.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.cannotReachRemedy', {
        defaultMessage:
          'Look from the host of the proxy whether it finds the name and gets to the port: DNS and firewall there. It is tried again.',
      }),
  },
  proxy_refused: {
    message: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.refusedErrorMessage', {
        defaultMessage: 'The proxy answers, and refuses to connect to the far side.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.refusedRemedy', {
        defaultMessage:
          'Allow the host and port of the far side in the rules of the proxy. Where it finds no addresses of names, write socks5:// in place of socks5h:// in kibana.yml. It is tried again.',
      }),
  },
  proxy_protocol: {
    message: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.protocolErrorMessage', {
        defaultMessage: 'What answers at the address of the proxy is no proxy of this kind.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.protocolRemedy', {
        defaultMessage:
          'Check the address of the proxy in kibana.yml: http://, https://, socks5:// or socks5h://, and the port. Then restart Kibana.',
      }),
  },
  proxy_unreachable: {
    message: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.unreachableErrorMessage', {
        defaultMessage:
          'The proxy cannot be reached: its name, its port or its certificate is at fault, or it says nothing.',
      }),
    remedy: () =>
      i18n.translate('bruteForceAlerts.proxyErrors.unreachableRemedy', {
        defaultMessage:
          "Check the address of the proxy in kibana.yml, that it runs, and that Kibana's host may connect to it. It is tried again.",
      }),
  },
};

/** What a reply of SOCKS5 (RFC 1928) means, by its number. */
const REPLIES: Record<string, () => string> = {
  PROXY_REPLY_1: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply1Text', {
      defaultMessage: 'SOCKS reply 1: the proxy has trouble of its own',
    }),
  PROXY_REPLY_2: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply2Text', {
      defaultMessage: 'SOCKS reply 2: the rules of the proxy do not allow it',
    }),
  PROXY_REPLY_3: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply3Text', {
      defaultMessage: 'SOCKS reply 3: the proxy does not reach the network',
    }),
  PROXY_REPLY_4: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply4Text', {
      defaultMessage: 'SOCKS reply 4: the proxy does not reach the host, or does not know its name',
    }),
  PROXY_REPLY_5: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply5Text', {
      defaultMessage: 'SOCKS reply 5: the host refused the connection of the proxy',
    }),
  PROXY_REPLY_6: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply6Text', {
      defaultMessage: 'SOCKS reply 6: the way from the proxy is too long',
    }),
  PROXY_REPLY_7: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply7Text', {
      defaultMessage: 'SOCKS reply 7: the proxy makes no such connections',
    }),
  PROXY_REPLY_8: () =>
    i18n.translate('bruteForceAlerts.proxyErrors.reply8Text', {
      defaultMessage: 'SOCKS reply 8: the proxy does not take this kind of address',
    }),
};

/** An error code of a proxy in words, where there are some; else the code. `detail`: what the code alone does not say. */
export function codeInWords(code: string, detail: string | undefined): string {
  const [, status] = /^PROXY_HTTP_(\d+)$/.exec(code) ?? [];
  if (status !== undefined)
    return i18n.translate('bruteForceAlerts.proxyErrors.statusText', {
      defaultMessage: 'the proxy answers with HTTP {status}',
      values: { status },
    });
  return REPLIES[code]?.() ?? (detail === undefined ? code : `${code}: ${detail}`);
}

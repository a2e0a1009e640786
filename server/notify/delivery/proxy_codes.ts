/**
 * The codes of the adapters for a proxy of kibana.yml that does not connect, as the rows of error tables take them (a
 * trailing * stands for any ending). Nothing was sent then. The order is that of the rows: the last one takes the rest.
 */
export const PROXY_CODES = {
  /** What is chosen for the channel is not in kibana.yml: nothing goes there until somebody acts. */
  proxy_not_listed: ['PROXY_NOT_LISTED'],
  proxy_login_refused: ['PROXY_AUTH'],
  /** It would connect, and does not get there: by the replies of SOCKS5, or the statuses of HTTP. */
  proxy_cannot_reach: [
    ...['PROXY_REPLY_3', 'PROXY_REPLY_4', 'PROXY_REPLY_5', 'PROXY_REPLY_6'],
    ...['PROXY_HTTP_502', 'PROXY_HTTP_503', 'PROXY_HTTP_504'],
  ],
  proxy_refused: ['PROXY_REPLY_*', 'PROXY_HTTP_*'],
  proxy_protocol: ['PROXY_PROTOCOL'],
  proxy_unreachable: ['PROXY_*'],
} as const;

export type ProxyErrorCode = keyof typeof PROXY_CODES;

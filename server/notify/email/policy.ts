import { i18n } from '@kbn/i18n';
import { asciiAddress, asciiHost } from '../../../common/channels/email_address';
import type { Failure } from '../delivery/channel_sender_port';

/** What kibana.yml lets mail be sent through and to. An absent list allows everything. */
export interface EmailLists {
  /** Names or addresses of servers; `*.mail.example` stands for every name below mail.example. */
  allowedHosts?: readonly string[];
  /** Domains that recipients and the sender may be of; `*.mail.example` as above. */
  allowedDomains?: readonly string[];
}

/** The lists of Kibana's own actions (`xpack.actions.allowedHosts`, `xpack.actions.email.domain_allowlist`). */
export interface KibanaLists {
  isHostnameAllowed(hostname: string): boolean;
  /** What is wrong with them, in Kibana's words; undefined where nothing is. */
  validateEmailAddresses(addresses: string[]): string | undefined;
}

/** Where mail may go. Each answers why not, with the line that kibana.yml lacks; undefined where it may. */
export interface EmailPolicy {
  /** `host`: in ASCII. */
  ofHost(host: string): Failure | undefined;
  /** `addresses`: in ASCII. */
  ofAddresses(addresses: readonly string[]): Failure | undefined;
}

export function createEmailPolicy(lists: EmailLists, kibana?: KibanaLists): EmailPolicy {
  const { allowedHosts, allowedDomains } = lists;
  const isAllowedHost = matcherOf(allowedHosts);
  const isAllowedDomain = matcherOf(allowedDomains);
  return {
    ofHost(host) {
      if (!isAllowedHost(host))
        return hostNotAllowed(host, line('email.allowedHosts', [...(allowedHosts ?? []), host]));
      if (kibana && !kibana.isHostnameAllowed(host))
        return hostNotAllowed(host, `xpack.actions.allowedHosts: [..., "${host}"]`);
      return undefined;
    },
    ofAddresses(addresses) {
      const strange = addresses.find((one) => !isAllowedDomain(domainOf(one)));
      if (strange !== undefined)
        return domainNotAllowed(
          strange,
          line('email.allowedDomains', [...(allowedDomains ?? []), domainOf(strange)]),
        );
      const refused = kibana && addresses.find((one) => kibana.validateEmailAddresses([one]) !== undefined);
      if (refused === undefined) return undefined;
      return domainNotAllowed(refused, `xpack.actions.email.domain_allowlist: [..., "${domainOf(refused)}"]`);
    },
  };
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
const line = (setting: string, entries: readonly string[]) =>
  `bruteForceAlerts.${setting}: ${JSON.stringify(entries)}`;

type Matcher = (name: string) => boolean;

/** Whether a list allows a name. Entries are compared as they are asked for: in ASCII and lower case. */
function matcherOf(entries: readonly string[] | undefined): Matcher {
  if (!entries) return () => true;
  const matchers = entries.map((entry): Matcher => {
    const below = entry.startsWith('*.') ? asciiHost(entry.slice(2)) : undefined;
    const host = asciiHost(entry);
    return below === undefined ? (name) => host === name : (name) => name.endsWith(`.${below}`);
  });
  return (name) => matchers.some((isIt) => isIt(name));
}

/** Why an entry of a list in kibana.yml is refused; undefined where it is fine. */
export function entryProblem(entry: string): string | undefined {
  if (asciiHost(entry.startsWith('*.') ? entry.slice(2) : entry) !== undefined) return undefined;
  return 'must be a name ("mail.example") or all names below one ("*.mail.example"), without port or path';
}

/** The addresses of a channel as they are sent; an address that is none is left out. */
export const asciiAddresses = (typed: readonly string[]): string[] =>
  typed.flatMap((address) => asciiAddress(address) ?? []);

const hostNotAllowed = (said: string, missing: string): Failure => ({
  code: 'host_not_allowed',
  said,
  remedy: i18n.translate('bruteForceAlerts.emailErrors.hostNotAllowedRemedy', {
    defaultMessage:
      'kibana.yml does not let mail be sent through this server. If it should, put this line there and restart Kibana: {line}',
    values: { line: missing },
  }),
});

const domainNotAllowed = (said: string, missing: string): Failure => ({
  code: 'domain_not_allowed',
  said,
  remedy: i18n.translate('bruteForceAlerts.emailErrors.domainNotAllowedRemedy', {
    defaultMessage:
      'kibana.yml does not let mail be sent to or from this address. If it should, put this line there and restart Kibana: {line}',
    values: { line: missing },
  }),
});

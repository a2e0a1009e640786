import { schema, type TypeOf } from '@kbn/config-schema';
import { proxyNameProblem } from '../common/channels/proxy_name';
import { doubleNameProblem } from './adapters/proxies/named_proxies';
import { proxyUrlProblem } from './adapters/proxies/proxy_url';
import { entryProblem } from './adapters/webhook/allowed_hosts';
import { entryProblem as nameProblem } from './notify/email/policy';

/** Where the Bot API lives. Another one only by kibana.yml, never by what somebody types into the page. */
const BOT_API_URL = 'https://api.telegram.org';

function refuseUserInfo(url: string): string | void {
  if (!URL.canParse(url)) return 'is no URL';
  const { username, password, search, hash } = new URL(url);
  if (username || password) return 'must not carry a user name or password';
  if (search || hash) return 'must not carry a query or a fragment';
}

/**
 * Where the services of the presets take messages: Slack, Discord, Teams (old and new workflows, connectors), ntfy; and
 * where healthchecks.io takes heartbeats.
 */
const PUBLIC_HOSTS = [
  'hooks.slack.com',
  'discord.com',
  '*.logic.azure.com',
  '*.environment.api.powerplatform.com',
  '*.webhook.office.com',
  'ntfy.sh',
  'hc-ping.com',
];

/** Names of servers or domains, as `common/channels` reads them. */
const names = schema.arrayOf(schema.string({ validate: (entry) => nameProblem(entry) }));

const web = { scheme: ['http', 'https'] };
/** Not `schema.uri`: what it says of a URL that is none does not help, and ours never repeats a password. */
const proxyUrl = schema.string({ validate: (url) => proxyUrlProblem(url) });

/** Settings in kibana.yml below `bruteForceAlerts`. */
export const configSchema = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  /** Ways to Telegram and webhooks that people may choose for a channel by their names; they see no address. */
  proxies: schema.arrayOf(
    schema.object({ name: schema.string({ validate: (name) => proxyNameProblem(name) }), url: proxyUrl }),
    { defaultValue: [], maxSize: 20, validate: (proxies) => doubleNameProblem(proxies) },
  ),
  telegram: schema.object({
    /** For a Bot API server of one's own, or a reverse proxy in front of Telegram's. */
    apiUrl: schema.uri({ ...web, defaultValue: BOT_API_URL, validate: refuseUserInfo }),
    /** The proxy of channels that choose none, of HTTP, HTTPS or SOCKS5; a login stands in the URL. */
    proxyUrl: schema.maybe(proxyUrl),
    /** For a network whose IPv6 leads nowhere. */
    ipv4First: schema.boolean({ defaultValue: false }),
  }),
  email: schema.object({
    /** The servers that mail may be sent through; absent: any. */
    allowedHosts: schema.maybe(names),
    /** The domains that recipients and senders may be of; absent: any. */
    allowedDomains: schema.maybe(names),
    /** Files in PEM with certificate authorities that are trusted besides Node's. */
    certificateAuthorities: schema.arrayOf(schema.string({ minLength: 1 }), { defaultValue: [] }),
  }),
  webhook: schema.object({
    /**
     * Where webhooks may go: host names, `*.name`, addresses and ranges. An address in a network of one's own has to be
     * listed beside the name that leads to it.
     */
    allowedHosts: schema.arrayOf(schema.string({ validate: entryProblem }), { defaultValue: PUBLIC_HOSTS }),
    /** As for Telegram. */
    proxyUrl: schema.maybe(proxyUrl),
    /** PEM files of authorities that are trusted besides Node's. */
    certificateAuthorities: schema.arrayOf(schema.string({ minLength: 1 }), { defaultValue: [] }),
  }),
});
export type Config = TypeOf<typeof configSchema>;

export const config = { schema: configSchema };

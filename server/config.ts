import { schema, type TypeOf } from '@kbn/config-schema';
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

/** A URL by its form alone may still be none, for example by its port. */
function refuseNoUrl(url: string): string | void {
  if (!URL.canParse(url)) return 'is no URL';
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
const webOrSocks = { scheme: ['http', 'https', 'socks5', 'socks5h'] };

/** Settings in kibana.yml below `bruteForceAlerts`. */
export const configSchema = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  telegram: schema.object({
    /** For a Bot API server of one's own, or a reverse proxy in front of Telegram's. */
    apiUrl: schema.uri({ ...web, defaultValue: BOT_API_URL, validate: refuseUserInfo }),
    /** A proxy on the way to it, of HTTP, HTTPS or SOCKS5; a login stands in the URL. */
    proxyUrl: schema.maybe(schema.uri({ ...webOrSocks, validate: refuseNoUrl })),
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
    /** An HTTP proxy on the way; a login stands in the URL. Names are resolved there. */
    proxyUrl: schema.maybe(schema.uri({ ...web, validate: refuseNoUrl })),
    /** PEM files of authorities that are trusted besides Node's. */
    certificateAuthorities: schema.arrayOf(schema.string({ minLength: 1 }), { defaultValue: [] }),
  }),
});
export type Config = TypeOf<typeof configSchema>;

export const config = { schema: configSchema };

import { Secret } from '../../../common/channels/secret';
import { webhook, type WebhookOptions } from '../../../common/channels/webhook';
import { headersOf } from '../../../common/channels/webhook_headers';
import { hostOfUrl } from '../../../common/channels/webhook_url';
import type { Problem } from '../../../common/status/problems';
import type { ChannelSender, Failure, OpenChannel, Outcome } from '../delivery/channel_sender_port';
import { failureOf } from '../delivery/failure';
import { classifyWebhookAnswer, type Classified } from './errors';
import { headersDiffer, urlLeadsElsewhere } from './error_texts';
import { previewOf, render } from './presets';
import type { WebhookAnswer, WebhookTalk } from './webhook_port';

const SECOND = 1_000;
/**
 * Kept for each URL, over all Kibanas. Slack takes one message a second, Discord 30 a minute; the others take more. The
 * spans are a little longer, since two messages may arrive closer together than they left.
 */
const RATES = [
  { most: 1, per: 1.1 * SECOND },
  { most: 30, per: 61 * SECOND },
] as const;

/** What sending needs, out of the options and secrets of a channel. */
interface Opened {
  options: WebhookOptions;
  url: Secret;
  headers: Record<string, string>;
  signingKey: Secret | null;
}
type Opening = { ok: true; opened: Opened } | { ok: false; field: string; failure: Failure };

/** A webhook as a kind of channel. */
export function createWebhookSender(talk: WebhookTalk): ChannelSender {
  return {
    async send(message, channel) {
      const opening = open(channel);
      if (!opening.ok) return { kind: 'refused', by: 'channel', ...opening.failure };
      const { options, headers, signingKey } = opening.opened;
      const { url, topic } = placeOf(opening.opened);
      const { body, text } = render(message, options.preset, topic);
      const answer = await talk.post({
        url,
        proxy: options.proxy,
        headers,
        body,
        signingKey,
        inBody: topic === '' ? [] : [topic],
      });
      const failed = classifyWebhookAnswer(answer, options.preset);
      return failed ? toOutcome(failed) : { kind: 'delivered', messageId: '', text };
    },

    preview(message, channel) {
      const { preset } = webhook.options.parse(channel.options);
      return { subject: null, text: previewOf(message, preset) };
    },

    async probe(channel) {
      const opening = open(channel);
      if (!opening.ok) return { works: false, ...opening.failure };
      const { options, url } = opening.opened;
      const failed = knockFailure(await talk.knock({ url, proxy: options.proxy }), options);
      return failed ? { works: false, ...failureOf(failed) } : { works: true };
    },

    limits: ({ fingerprint }) => [{ key: `webhook:${fingerprint}`, rates: RATES }],

    async check(channel) {
      const opening = open(channel);
      if (!opening.ok)
        return {
          sender: null,
          receiver: null,
          problems: [toProblem(opening.failure, opening.field, 'error')],
        };
      const { options, url } = opening.opened;
      const failed = knockFailure(await talk.knock({ url, proxy: options.proxy }), options);
      // Who cannot be reached now may be reached later; what kibana.yml forbids stays forbidden.
      const severity = failed?.reaction === 'refused' ? 'error' : 'warning';
      return {
        sender: null,
        receiver: options.host,
        problems: failed ? [toProblem(failed, 'secrets.url', severity)] : [],
      };
    },
  };
}

/**
 * Why messages would not arrive. Most receivers answer HEAD with some refusal, so any answer of theirs shows that messages
 * may; one of a proxy shows that they do not.
 */
function knockFailure(answer: WebhookAnswer, { preset }: WebhookOptions): Classified | null {
  const isReached = answer.kind === 'answered' && answer.by === 'receiver';
  return isReached ? null : classifyWebhookAnswer(answer, preset);
}

/** Refuses where the parts of a channel do not belong together, so that no secret goes to another host. */
function open({ options: saved, secrets }: OpenChannel): Opening {
  const options = webhook.options.parse(saved);
  const url = secrets['url'] ?? new Secret('');
  if (hostOfUrl(url.reveal()) !== options.host)
    return { ok: false, field: 'secrets.url', failure: { code: 'url_elsewhere', ...urlLeadsElsewhere() } };
  const headers = options.headers.length === 0 ? {} : (headersOf(secrets['headers']?.reveal() ?? '') ?? {});
  if (!isSameNames(Object.keys(headers), options.headers))
    return { ok: false, field: 'secrets.headers', failure: { code: 'headers_differ', ...headersDiffer() } };
  const signingKey = options.signed ? (secrets['signingKey'] ?? null) : null;
  return { ok: true, opened: { options, url, headers, signingKey } };
}

const isSameNames = (some: readonly string[], others: readonly string[]): boolean =>
  JSON.stringify([...some].sort()) === JSON.stringify([...others].sort());

/** ntfy takes JSON at its root, with the topic in it; people copy the address of the topic. */
function placeOf({ options, url }: Opened): { url: Secret; topic: string } {
  if (options.preset !== 'ntfy') return { url, topic: '' };
  const address = new URL(url.reveal());
  const topic =
    address.pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  address.pathname = '/';
  return { url: new Secret(address.href), topic };
}

function toOutcome(failed: Classified): Outcome {
  const failure = failureOf(failed);
  switch (failed.reaction) {
    case 'refused':
      return { kind: 'refused', by: 'channel', ...failure };
    case 'message_refused':
      return { kind: 'refused', by: 'message', ...failure };
    case 'deferred':
      return { kind: 'deferred', waitMs: failed.waitMs, ...failure };
    case 'unknown':
      return { kind: 'unknown', ...failure };
  }
}

const toProblem = (
  { code, said, remedy }: Failure,
  field: string,
  severity: Problem['severity'],
): Problem => ({
  code,
  severity,
  field,
  message: said,
  remedy,
});

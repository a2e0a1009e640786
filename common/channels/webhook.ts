import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { defineKind } from './kind';
import { proxyNameSchema } from './proxy_name';
import { headersProblem, headerNameProblem } from './webhook_headers';
import { hostProblem, urlProblem } from './webhook_url';

/** Whose form a message is given. `json`: our own, for a program that reads it. */
export const WEBHOOK_PRESETS = ['json', 'slack', 'discord', 'teams', 'ntfy', 'gotify', 'apprise'] as const;
export type WebhookPreset = (typeof WEBHOOK_PRESETS)[number];

const presetError = () =>
  i18n.translate('bruteForceAlerts.webhook.presetErrorMessage', {
    defaultMessage: 'Choose one of these forms of message: {presets}.',
    values: { presets: WEBHOOK_PRESETS.join(', ') },
  });
const headersError = () =>
  i18n.translate('bruteForceAlerts.webhook.headerCountErrorMessage', {
    defaultMessage: 'A webhook takes at most {max} headers of your own, each once.',
    values: { max: BOUNDS.webhook.headers },
  });
const signingKeyError = () =>
  i18n.translate('bruteForceAlerts.webhook.signingKeyErrorMessage', {
    defaultMessage:
      'The signing key must have from {min} to {max} letters, digits and signs, without blanks. Make a random one, for example with: openssl rand -hex 32',
    values: BOUNDS.webhook.signingKey,
  });

/** A text that `problemOf` finds no fault with. The problem never repeats the text: it may be a secret. */
const checkedText = (problemOf: (text: string) => string | undefined) =>
  z.string({ error: () => problemOf('') ?? '' }).superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

const isEachOnce = (names: readonly string[]) =>
  new Set(names.map((name) => name.toLowerCase())).size === names.length;

const options = z.strictObject({
  preset: z.enum(WEBHOOK_PRESETS, { error: presetError }),
  /**
   * The host of the URL, with its port where that is not 443. It is shown, and the secrets go nowhere else: the URL has
   * to lead there. Empty while somebody sets the channel up.
   */
  host: checkedText((text) => (text === '' ? undefined : hostProblem(text))),
  /** Names of the headers that every request carries. Their values are secret. */
  headers: z
    .array(checkedText(headerNameProblem), { error: headersError })
    .max(BOUNDS.webhook.headers, { error: headersError })
    .refine(isEachOnce, { error: headersError }),
  /** Whether requests are signed, so that the receiver can tell them from others. */
  signed: z.boolean(),
  proxy: proxyNameSchema.default(null),
});

const secrets = z.strictObject({
  /** All of it is secret, since the path or the query of most holds a key. */
  url: checkedText(urlProblem),
  /** The values of the headers, as a JSON object of texts by their names. */
  headers: checkedText(headersProblem),
  signingKey: z
    .string({ error: signingKeyError })
    .min(BOUNDS.webhook.signingKey.min, { error: signingKeyError })
    .max(BOUNDS.webhook.signingKey.max, { error: signingKeyError })
    .regex(/^[\x21-\x7e]+$/, { error: signingKeyError }),
});

/** A POST to an HTTPS address, as a kind of channel. */
export const webhook = defineKind({
  options,
  secrets,
  needs({ host, headers, signed }) {
    if (host === '') return null;
    return [
      'url',
      ...(headers.length > 0 ? (['headers'] as const) : []),
      ...(signed ? (['signingKey'] as const) : []),
    ];
  },
  destination: ({ host }) => host,
});
export type WebhookOptions = z.output<typeof options>;

import * as z from 'zod';
import { BOUNDS } from '../bounds';
import { addressProblem, asciiHost, hostProblem } from './email_address';
import { EMAIL_TEXTS } from './email_texts';
import { defineKind } from './kind';

const { email: bounds } = BOUNDS;

/**
 * How the connection is secured. tls: from the start. starttls: it begins without and must change to TLS. none: never;
 * no password goes over it. What is chosen is required: nothing is sent over less.
 */
export const TLS_MODES = ['tls', 'starttls', 'none'] as const;

/** A text that `problem` has nothing against; empty while somebody sets the channel up, where `mayBeEmpty`. */
function text(
  max: number,
  error: () => string,
  problem: (text: string) => string | undefined,
  mayBeEmpty = true,
) {
  return z
    .string({ error })
    .max(max, { error })
    .superRefine((typed, context) => {
      const message = mayBeEmpty && typed === '' ? undefined : problem(typed);
      if (message) context.addIssue({ code: 'custom', message });
    });
}

const noControls = (error: () => string) => (typed: string) => (/\p{Cc}/u.test(typed) ? error() : undefined);

const address = (mayBeEmpty: boolean) =>
  text(bounds.addressLength, EMAIL_TEXTS.addressForm, addressProblem, mayBeEmpty);

const options = z
  .strictObject({
    host: text(bounds.hostLength, EMAIL_TEXTS.hostForm, hostProblem),
    port: z
      .int({ error: EMAIL_TEXTS.port })
      .min(1, { error: EMAIL_TEXTS.port })
      .max(65_535, { error: EMAIL_TEXTS.port }),
    tls: z.enum(TLS_MODES, { error: EMAIL_TEXTS.tls }),
    /** Empty where the server asks for no login. */
    user: text(bounds.userLength, EMAIL_TEXTS.user, noControls(EMAIL_TEXTS.user)),
    from: address(true),
    recipients: z
      .array(address(false), { error: EMAIL_TEXTS.recipients })
      .max(bounds.recipients, { error: EMAIL_TEXTS.recipients }),
  })
  .superRefine(({ tls, user }, context) => {
    if (tls === 'none' && user !== '')
      context.addIssue({ code: 'custom', message: EMAIL_TEXTS.userWithoutTls(), path: ['user'] });
  });

const password = z
  .string({ error: EMAIL_TEXTS.password })
  .min(1, { error: EMAIL_TEXTS.password })
  .max(bounds.passwordLength, { error: EMAIL_TEXTS.password })
  .superRefine((typed, context) => {
    const message = noControls(EMAIL_TEXTS.password)(typed);
    if (message) context.addIssue({ code: 'custom', message });
  });

/** E-mail as a kind of channel. Who gets the password is decided by all that leads to the server's login. */
export const email = defineKind({
  options,
  secrets: z.strictObject({ password }),
  needs({ host, user, from, recipients }) {
    if (host === '' || from === '' || recipients.length === 0) return null;
    return user === '' ? [] : ['password'];
  },
  destination: ({ host, port, tls, user }) => JSON.stringify([asciiHost(host) ?? host, port, tls, user]),
});

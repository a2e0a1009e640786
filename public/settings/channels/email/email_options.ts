import type { OptionsOf } from '../../../../common/channels/kinds';

export type EmailOptions = OptionsOf<'email'>;

/** Where a server usually takes mail, by how the connection is secured. */
const USUAL_PORTS: Record<EmailOptions['tls'], number> = { starttls: 587, tls: 465, none: 25 };

/** The options that a new channel begins with. */
export const EMPTY_EMAIL: EmailOptions = {
  host: '',
  port: USUAL_PORTS.starttls,
  tls: 'starttls',
  user: '',
  from: '',
  recipients: [],
};

/** The options with another security. A port that is usual for the old one becomes the usual one of the new. */
export function withTls(options: EmailOptions, tls: EmailOptions['tls']): EmailOptions {
  const port = options.port === USUAL_PORTS[options.tls] ? USUAL_PORTS[tls] : options.port;
  return { ...options, tls, port };
}

/** The addresses in a text with one or several, as people copy them: with commas, semicolons, blanks or lines between. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

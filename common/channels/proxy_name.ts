import { i18n } from '@kbn/i18n';
import * as z from 'zod';
import { BOUNDS } from '../bounds';

/** At most `BOUNDS.proxyNameLength` characters. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** Why a text cannot name a proxy, with the remedy; undefined where it can. Never repeats the text: it may be an address with a password. */
export function proxyNameProblem(text: string): string | undefined {
  return NAME.test(text) ? undefined : nameError();
}

const nameError = () =>
  i18n.translate('bruteForceAlerts.channels.proxyNameErrorMessage', {
    defaultMessage:
      'A proxy is chosen by its name under bruteForceAlerts.proxies in kibana.yml: from 1 to {max} letters, digits, dots, hyphens and underscores, beginning with a letter or digit. Its address stands in kibana.yml alone.',
    values: { max: BOUNDS.proxyNameLength },
  });

/**
 * The proxy on the way to the far side of a channel, by its name in kibana.yml. Null: the way that kibana.yml sets for all
 * channels of the kind. An address is refused, so that nobody can have messages sent through a host of their choice.
 */
export const proxyNameSchema = z.string({ error: nameError }).regex(NAME, { error: nameError }).nullable();

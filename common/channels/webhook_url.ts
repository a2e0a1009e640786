import { i18n } from '@kbn/i18n';
import { BOUNDS } from '../bounds';

/**
 * The host of an address as `options.host` names it: lower case, `xn--` in place of other letters, with the port where
 * that is not 443. Undefined where the text is no https address.
 */
export function hostOfUrl(text: string): string | undefined {
  const url = parsed(text);
  return url?.protocol === 'https:' && url.host !== '' ? url.host : undefined;
}

/** `URL.canParse` is missing in browsers of before 2024. */
function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Why a typed URL of a webhook is refused, with the remedy, or undefined. Never repeats the URL. */
export function urlProblem(text: string): string | undefined {
  if (text === '') return emptyText();
  if (text.length > BOUNDS.webhook.urlLength) return longText();
  // The URL class drops line breaks and blanks around, and so would hide them.
  if (/[\s\p{Cc}]/u.test(text)) return blanksText();
  const url = parsed(text);
  if (!url) return noUrlText();
  if (url.protocol !== 'https:') return notHttpsText();
  if (hasUserInfo(text)) return userInfoText();
  return url.hash === '' ? undefined : fragmentText();
}

/** Whether a URL holds a user name or a password. */
export function hasUserInfo(text: string): boolean {
  const { username = '', password = '' } = parsed(text) ?? {};
  return username !== '' || password !== '';
}

/** Why a host is refused, with the remedy, or undefined. */
export function hostProblem(text: string): string | undefined {
  if (text.length <= BOUNDS.webhook.hostLength && hostOfUrl(`https://${text}/`) === text) return undefined;
  return i18n.translate('bruteForceAlerts.webhook.hostErrorMessage', {
    defaultMessage:
      'This is not the host of a URL. Enter it as it stands there, in small letters, for example hooks.slack.com or ntfy.example:8443.',
  });
}

const emptyText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlEmptyErrorMessage', {
    defaultMessage: 'The URL is empty. Copy the whole address from the service that is to be told.',
  });
const longText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlLongErrorMessage', {
    defaultMessage: 'The URL has more than {max} characters. Copy only the address.',
    values: { max: BOUNDS.webhook.urlLength },
  });
const blanksText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlBlanksErrorMessage', {
    defaultMessage:
      'The URL has blanks or line breaks in it. Copy only the address, without words around it.',
  });
const noUrlText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlFormErrorMessage', {
    defaultMessage: 'This is no URL: one looks like https://hooks.example/services/… Copy the whole address.',
  });
const notHttpsText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlNotHttpsErrorMessage', {
    defaultMessage:
      'The URL must start with https://. Alerts and keys are not sent where others can read them on the way.',
  });
const userInfoText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlUserErrorMessage', {
    defaultMessage:
      'The URL must not hold a user name or password. Take them out and add a header Authorization instead.',
  });
const fragmentText = () =>
  i18n.translate('bruteForceAlerts.webhook.urlFragmentErrorMessage', {
    defaultMessage: 'The URL must not have a # in it: what follows it is never sent. Remove it.',
  });

import { i18n } from '@kbn/i18n';
import { BOUNDS } from '../bounds';
import { parseRange, type AddressFault } from '../rules/addresses';

const TEXTS: Record<AddressFault, (text: string) => string> = {
  no_address: (text) =>
    i18n.translate('bruteForceAlerts.settings.noAddressErrorMessage', {
      defaultMessage:
        '"{text}" is no IP address, so no event can come from it. Enter one without a name, port or brackets, for example 10.0.0.5, or a range such as 10.0.0.0/24.',
      values: { text },
    }),
  no_range: (text) =>
    i18n.translate('bruteForceAlerts.settings.noRangeErrorMessage', {
      defaultMessage:
        '"{text}" is no range of addresses. Behind the slash stands the number of bits that they have in common, up to 32 for IPv4 and 128 for IPv6, for example 10.0.0.0/24.',
      values: { text },
    }),
  everything: (text) =>
    i18n.translate('bruteForceAlerts.settings.everyAddressErrorMessage', {
      defaultMessage:
        '"{text}" is every address: no source would raise an alert. Switch the rules of source addresses off instead.',
      values: { text },
    }),
};

/** What is wrong with an address to leave out, and what to enter instead; undefined where it is one. */
export function addressProblem(address: string): string | undefined {
  const range = parseRange(address);
  return typeof range === 'string' ? TEXTS[range](address.slice(0, BOUNDS.quoted)) : undefined;
}

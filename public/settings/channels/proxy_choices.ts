import { i18n } from '@kbn/i18n';

/** What can be chosen as the proxy of a channel; the empty value is none. Nothing, where there is nothing to choose. */
export function proxyChoices(
  listed: readonly string[],
  chosen: string | null,
): Array<{ value: string; text: string }> {
  if (listed.length === 0 && chosen === null) return [];
  const named = listed.map((name) => ({ value: name, text: name }));
  // It is shown all the same, so that people see what is wrong.
  const gone = chosen === null || listed.includes(chosen) ? [] : [{ value: chosen, text: goneText(chosen) }];
  return [{ value: '', text: noneText() }, ...named, ...gone];
}

const noneText = () =>
  i18n.translate('bruteForceAlerts.channels.noProxyLabel', {
    defaultMessage: 'As kibana.yml sets it for all channels of this kind',
  });
const goneText = (name: string) =>
  i18n.translate('bruteForceAlerts.channels.proxyGoneLabel', {
    defaultMessage: '{name} (not in kibana.yml any more)',
    values: { name },
  });

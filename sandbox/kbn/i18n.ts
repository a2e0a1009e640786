import { IntlMessageFormat } from 'intl-messageformat';

interface TranslateArguments {
  defaultMessage: string;
  values?: Record<string, unknown>;
}

/** Stands in for `@kbn/i18n`: English only, the default message formatted as ICU, as Kibana does without a translation. */
export const i18n = {
  getLocale: () => 'en',
  translate(id: string, { defaultMessage, values }: TranslateArguments): string {
    if (!id) throw new Error('[I18n] A message id must not be empty.');
    // 8.12 takes a backslash for an escape, later versions take < for a tag: either makes the page fail there.
    if (/[\\<]/.test(defaultMessage))
      throw new Error(`[I18n] Error formatting the default message for: "${id}".`);
    const text = new IntlMessageFormat(defaultMessage, 'en', undefined, { ignoreTag: true }).format(
      values as never,
    );
    return String(text);
  },
};

import { headersOf } from '../../../../common/channels/webhook_headers';
import { hostOfUrl } from '../../../../common/channels/webhook_url';
import type { WebhookOptions } from '../../../../common/channels/webhook';
import type { ChannelFormProps } from '../form_props';

export type WebhookProps = ChannelFormProps<'webhook'>;

/** The host of the form after a URL was typed; that of the saved one where `text` is undefined. */
export const hostAfter = (text: string | undefined, saved: WebhookOptions | undefined): string =>
  text === undefined ? (saved?.host ?? '') : (hostOfUrl(text) ?? '');

/** A header in the form: both parts as they are typed. */
export interface HeaderRow {
  name: string;
  value: string;
}

/** The rows to begin with: the names of the options, with the values that were typed. */
export function rowsOf({ headers }: WebhookOptions, typed: string | undefined): HeaderRow[] {
  const values = headersOf(typed ?? '') ?? {};
  return headers.map((name) => ({ name, value: values[name] ?? '' }));
}

/** The secret of the rows; empty where no value was typed yet. */
export const secretOf = (rows: readonly HeaderRow[]): string =>
  rows.every(({ value }) => value === '')
    ? ''
    : JSON.stringify(Object.fromEntries(rows.map(({ name, value }) => [name, value])));

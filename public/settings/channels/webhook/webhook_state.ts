import type { ChannelFacts } from '../../../../common/channels/channels';
import { headersOf } from '../../../../common/channels/webhook_headers';
import { hostOfUrl } from '../../../../common/channels/webhook_url';
import type { WebhookOptions } from '../../../../common/channels/webhook';
import type { ChannelFormProps } from '../form_props';

export type WebhookProps = ChannelFormProps<'webhook'>;

/** The host of the form after a URL was typed; that of the saved one where `text` is undefined. */
export const hostAfter = (text: string | undefined, saved: WebhookOptions | undefined): string =>
  text === undefined ? (saved?.host ?? '') : (hostOfUrl(text) ?? '');

/** What is known of the channel: nothing of its secrets where the form leads to another host, as the server drops them. */
export function factsFor({
  channel,
  saved,
  facts,
}: Pick<WebhookProps, 'channel' | 'saved' | 'facts'>): ChannelFacts | undefined {
  const isElsewhere = saved !== undefined && saved.options.host !== channel.options.host;
  return facts && isElsewhere ? { ...facts, secretsSaved: [] } : facts;
}

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

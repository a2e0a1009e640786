import type { Channel } from '../../../common/channels/channels';
import type { FieldName } from '../field_name';
import type { FormField } from './form_props';

/** The field of the settings form that a field of a channel's form is. `at`: the index of the channel in the list. */
export function fieldName(field: FormField, { id }: Channel, at: number): FieldName {
  if (isOption(field)) return `channels.${at}.${field}`;
  return `secrets.${id}.${field.slice('secrets.'.length)}`;
}

const isOption = (field: FormField): field is `options.${string}` => field.startsWith('options.');

import { createElement, type ReactElement } from 'react';
import type { Channel, ChannelOf } from '../../../common/channels/channels';
import type { ChannelKind } from '../../../common/channels/kinds';
import { emailForm } from './email/email_form';
import type { ChannelFormProps, KindForm } from './form_props';
import { telegramForm } from './telegram/telegram_form';
import { webhookForm } from './webhook/webhook_form';

/** The registry of forms: a new kind of channel is a new line here. A kind without a form does not compile. */
const FORMS: { readonly [K in ChannelKind]: KindForm<K> } = {
  telegram: telegramForm,
  email: emailForm,
  webhook: webhookForm,
};

/** How the page shows a kind. */
export const formOf = <K extends ChannelKind>(kind: K): KindForm<K> => FORMS[kind];

export const channelKinds = () => Object.keys(FORMS) as ChannelKind[];

/** In a few words, where the messages of a channel go; empty where that is not known yet. */
export const summaryOf = <K extends ChannelKind>({ kind, options }: Pick<ChannelOf<K>, 'kind' | 'options'>) =>
  formOf(kind).summary(options);

/** The form of a channel of any kind. Its kind and its props belong together, which a union of kinds cannot say. */
export const formElement = <K extends ChannelKind>(
  props: Omit<ChannelFormProps<K>, 'channel' | 'saved'> & { channel: Channel; saved: Channel | undefined },
): ReactElement => createElement(formOf(props.channel.kind).Form, props as ChannelFormProps<K>);

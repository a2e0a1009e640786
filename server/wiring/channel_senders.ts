import type { ChannelKind } from '../../common/channels/kinds';
import type { ChannelSender } from '../notify/delivery/channel_sender_port';
import type { EmailPolicy } from '../notify/email/policy';
import { createEmailSender } from '../notify/email/sender';
import type { SmtpApi } from '../notify/email/smtp_port';
import type { TelegramWays } from '../notify/telegram/bot_api_port';
import { createTelegramSender } from '../notify/telegram/sender';
import { createWebhookSender } from '../notify/webhook/sender';
import type { WebhookTalk } from '../notify/webhook/webhook_port';

/** What the kinds of channels speak through. */
export interface ChannelAdapters {
  telegram: TelegramWays;
  email: { smtp: SmtpApi; policy: EmailPolicy };
  webhooks: WebhookTalk;
}

/** The registry: how each kind of channel sends. A kind that the settings know and that is not here does not compile. */
export const createSenders = ({
  telegram,
  email,
  webhooks,
}: ChannelAdapters): Record<ChannelKind, ChannelSender> => ({
  telegram: createTelegramSender(telegram),
  email: createEmailSender(email.smtp, email.policy),
  webhook: createWebhookSender(webhooks),
});

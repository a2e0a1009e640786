import type { ActionsSetup } from '../../kibana_contracts/server';
import { createSmtpClient } from '../adapters/smtp/smtp_client';
import type { Config } from '../config';
import { createEmailPolicy } from '../notify/email/policy';
import type { ChannelAdapters } from './channel_senders';

const SECOND = 1_000;
/** Half of what the outbox holds a message for, so that a slow server makes nobody send it a second time. */
const TIMEOUTS = { connect: 10 * SECOND, greeting: 10 * SECOND, answer: 15 * SECOND, whole: 30 * SECOND };

/** Mail by kibana.yml: through which servers, to whom, and by which certificate authorities. */
export function emailOf({ email }: Config, actions: ActionsSetup | undefined): ChannelAdapters['email'] {
  return {
    smtp: createSmtpClient({ authorities: email.certificateAuthorities, timeouts: TIMEOUTS }),
    policy: createEmailPolicy(email, actions?.getActionsConfigurationUtilities?.()),
  };
}

import type { Secret } from '../../../common/channels/secret';

/** Telegram puts the id of the bot in front of its token. */
export const botIdOf = (token: Secret): number => Number(token.reveal().split(':')[0]);

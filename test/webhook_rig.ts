import type https from 'node:https';
import { createWebhookTalk, type WebhookTalkOptions } from '../server/adapters/webhook/talk';
import { portOf, Receivers, resolvingTo } from './receivers';

/**
 * A receiver of webhooks that lives as long as the suite, and what speaks to it. Every name leads to it, and its
 * authority is trusted. Call it outside of a test. `now`: the time in signatures, epoch milliseconds.
 */
export function useWebhookReceiver(now: number) {
  const receivers = new Receivers();
  let authorityFile: string;
  let server: https.Server;
  beforeAll(async () => {
    authorityFile = await receivers.authorityFile();
    server = await receivers.start();
  });
  beforeEach(() => receivers.reset());
  afterAll(() => receivers.close());
  const talk = (options: Partial<WebhookTalkOptions> = {}) =>
    createWebhookTalk({
      allowedHosts: ['hooks.test', '127.0.0.1'],
      proxies: [],
      certificateAuthorities: [authorityFile],
      timeoutMs: 5_000,
      clock: () => now,
      resolve: resolvingTo('127.0.0.1'),
      addressesOf: async () => ['127.0.0.1'],
      ...options,
    });
  return { receivers, talk, port: () => portOf(server) };
}

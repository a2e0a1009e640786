import { API, type SettingsView } from '../../common/api/api';
import { BOUNDS } from '../../common/bounds';
import { telegramChannel } from '../../test/channels';
import type { TestSpace } from '../../test/e2e/harness';
import { playFlood } from '../flood/attack';

/** Of the first messages of a channel more than these go into a digest. */
const EACH = BOUNDS.firstMessages.max;

/**
 * Makes at least so many first messages wait in a space of its own: several channels tell one group of many attacks, and
 * Telegram lets a bot send twenty a minute to a group. Gives how many waited when all were planned.
 */
export async function makeWait(space: TestSpace, count: number): Promise<number> {
  const { BOT_TOKEN, eventually, GROUP_CHAT } = await import('../../test/e2e/harness');
  // One more than that: some are sent while others are planned.
  const channels = Array.from({ length: Math.ceil(count / EACH) + 1 }, (_, n) => ({
    ...telegramChannel(GROUP_CHAT, `waiting-${n}`),
    name: `waiting ${n}`,
  }));
  const { version } = await space.kibana.expect<SettingsView>('GET', API.settings);
  const secrets = Object.fromEntries(channels.map(({ id }) => [id, { botToken: BOT_TOKEN }]));
  const settings = space.settings({ channels });
  const saved = await space.kibana.expect<SettingsView>('PUT', API.settings, { settings, version, secrets });
  await space.kibana.expect('POST', API.turnOn, { version: saved.version });
  await playFlood(space.client, space.index, EACH, (line) => console.error(line));
  return eventually('the waiting messages', async () => {
    const waiting = (await space.status()).channels.reduce((sum, channel) => sum + channel.waiting, 0);
    return waiting >= count && waiting;
  });
}

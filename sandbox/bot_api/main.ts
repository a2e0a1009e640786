import { parseArgs } from 'node:util';
import { startBotApi } from './bot_api';
import { DEMO_BOT, DEMO_CHATS } from './chats';

/**
 * Runs the stand-in until it is ended: `npx tsx sandbox/bot_api/main.ts --port 8081`.
 * Prints one line of JSON: where it listens, the token of its bot, and an id of a chat that takes messages.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const api = await startBotApi({ port: Number(values.port) });
  const chatId = String(DEMO_CHATS.find(({ state }) => state === 'member')?.id);
  process.stdout.write(`${JSON.stringify({ url: api.url, token: DEMO_BOT.token, chatId })}\n`);
  const stop = () => void api.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

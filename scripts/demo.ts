import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { API, type AlertsResponse } from '../common/api/api';
import type { StatusResponse } from '../common/status/status';
import { playAttack } from './demo/attack';
import { KibanaClient } from '../test/kibana_client';
import { DEMO_INDEX, startStack, type Stack } from './demo/stack';
import { turnOnDetection } from './demo/turn_on';
import { runMain } from './ending';

const USAGE = `npm run --silent demo -- [--once] [--json]
  --once   end after the message instead of staying up
  --json   print one JSON object and nothing else on standard output`;

/** How long to wait at most for the message, and for a tick; ms. */
const WAIT_FOR_MESSAGE = 90_000;
const LOOK_EVERY = 200;

interface Message {
  chat_id: string;
  text: string;
}

interface Result {
  alerts: AlertsResponse['alerts'];
  messages: Message[];
  seconds_from_fifth_event_to_message: number;
}

/** Progress goes to standard error: standard output is for the result. */
const progress = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { once: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return (console.log(USAGE), 0);
  const stack = await startStack(progress);
  endStackOnSignal(stack);
  try {
    const result = await runDemo(stack);
    if (values.json) console.log(JSON.stringify(result));
    else showResult(result);
    if (!values.once) await stayUp(stack);
    return isAsExpected(result) ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

/**
 * One Ctrl-C arrives more than once, from the terminal and from the parent process. A signal within this time, ms, is
 * the same one.
 */
const SAME_CTRL_C = 2_000;

/** Ctrl-C ends everything first; a second one, later, ends at once. */
function endStackOnSignal(stack: Stack): void {
  let firstAt: number | undefined;
  const end = (code: number) => {
    if (firstAt !== undefined) {
      if (Date.now() - firstAt > SAME_CTRL_C) process.exit(1);
      return;
    }
    firstAt = Date.now();
    progress('Ending …');
    void stack.stop().finally(() => process.exit(code));
  };
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => end(code));
  }
}

async function runDemo(stack: Stack): Promise<Result> {
  const kibana = new KibanaClient(stack.url, stack.login);
  await turnOnDetection(kibana, stack);
  await waitUntil('the first run of detection', async () => (await statusOf(kibana)).state === 'running');
  progress('Detection runs. Playing an attack into Elasticsearch …');
  const fifth = await playAttack(stack.elasticsearch, DEMO_INDEX, progress);
  const arrived = await firstMessage(kibana, stack);
  await twoMoreRuns(kibana);
  const { alerts } = await kibana.expect<AlertsResponse>('GET', API.alerts);
  return {
    alerts,
    messages: await messagesOf(kibana, stack),
    seconds_from_fifth_event_to_message: Math.round((arrived - fifth) / 10) / 100,
  };
}

const statusOf = (kibana: KibanaClient) => kibana.expect<StatusResponse>('GET', API.status);

async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_FOR_MESSAGE;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited ${WAIT_FOR_MESSAGE / 1_000} s for ${what}, in vain.`);
    await sleep(LOOK_EVERY);
  }
}

/** Waits for the first message and gives its time of arrival, epoch ms. */
async function firstMessage(kibana: KibanaClient, stack: Stack): Promise<number> {
  progress('Waiting for the message …');
  await waitUntil('the message', async () => (await messagesOf(kibana, stack)).length > 0);
  const [message] = stack.botApi?.messages() ?? [];
  return message ? Date.parse(message.at) : Date.now();
}

/** Waits for two more ticks, in which a second message for the same attack would be sent. */
async function twoMoreRuns(kibana: KibanaClient): Promise<void> {
  for (let run = 0; run < 2; run += 1) {
    const before = (await statusOf(kibana)).lastTick?.startedAt;
    await waitUntil('another run', async () => (await statusOf(kibana)).lastTick?.startedAt !== before);
  }
}

/** The messages that the stand-in received. With the real Telegram: those that it confirmed. */
async function messagesOf(kibana: KibanaClient, { botApi, telegram }: Stack): Promise<Message[]> {
  if (botApi) return botApi.messages().map(({ chat_id, text }) => ({ chat_id, text }));
  const { alerts } = await kibana.expect<AlertsResponse>('GET', API.alerts);
  return alerts
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ status }) => status === 'delivered')
    .map(({ text }) => ({ chat_id: telegram.chatId, text: text ?? '' }));
}

function isAsExpected({ alerts, messages }: Result): boolean {
  const [message] = messages;
  return (
    alerts.length === 1 &&
    messages.length === 1 &&
    Boolean(message?.text.startsWith('🚨 Brute Force Detected!\nUser: Guest\nAttempts: 5\n'))
  );
}

function showResult({ messages, seconds_from_fifth_event_to_message: seconds }: Result): void {
  for (const { chat_id, text } of messages) {
    const lines = text.split('\n').map((line) => `  │ ${line}`);
    console.log(
      `\n  Telegram, chat ${chat_id}, ${seconds} s after the fifth failure:\n${lines.join('\n')}\n`,
    );
  }
  if (messages.length === 0) console.log('\n  No message arrived.\n');
}

async function stayUp({ url }: Stack): Promise<void> {
  console.log(
    `  Look around: ${url}/app/bruteForceAlerts\n  Ctrl-C ends everything and leaves nothing behind.`,
  );
  await new Promise(() => setInterval(() => undefined, 60_000));
}

runMain(main);

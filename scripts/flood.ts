import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { API, type AlertsResponse } from '../common/api/api';
import type { StatusResponse } from '../common/status/status';
import { KibanaClient } from '../test/kibana_client';
import { DEMO_INDEX, startStack, type Stack } from './demo/stack';
import { turnOnDetection } from './demo/turn_on';
import { runMain } from './ending';
import { playFlood } from './flood/attack';
import { watchTicks, type TickWatch } from './flood/ticks';

const USAGE = `npm run --silent flood -- [--accounts 10000] [--minutes 10] [--json]
  --accounts N   how many accounts are attacked at once, each from an address of its own
  --minutes N    how long messages are counted after the attack began; less than 10 is for trials
  --json         print one JSON object and nothing else on standard output
Default settings, the rates of Telegram as they are; a message that is changed counts once.`;

const MINUTE = 60_000;
/** The most alerts that the API lists a page. */
const PER_PAGE = 100;
/** How long alerts may still come after the time is up: each is to be found, however late; ms. */
const WAIT_FOR_ALERTS = 10 * MINUTE;

interface Result {
  accounts: number;
  /** Of the attacked accounts, those whose alert the API lists. */
  alerts: number;
  /** By the name of the channel. */
  messages: Record<string, number>;
  minutes: number;
}

/** Progress goes to standard error: standard output is for the result. */
const progress = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: '10' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return (console.log(USAGE), 0);
  const [accounts, minutes] = [countOf(values.accounts, 'accounts'), countOf(values.minutes, 'minutes')];
  const stack = await startStack(progress);
  try {
    const result = await flood(stack, accounts, minutes);
    console.log(values.json ? JSON.stringify(result) : toText(result));
    return result.alerts === accounts ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

function countOf(text: string, option: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Error(`--${option} ${text}: give a whole number from 1 to 9,999,999.`);
}

async function flood(stack: Stack, accounts: number, minutes: number): Promise<Result> {
  const kibana = new KibanaClient(stack.url, stack.login);
  await turnOnDetection(kibana, stack);
  await until('the first run of detection', MINUTE, async () => (await statusOf(kibana)).state === 'running');
  const ticks = watchTicks(() => statusOf(kibana));
  const stalls = monitorEventLoopDelay({ resolution: 20 });
  stalls.enable();
  const began = Date.now();
  const names = await playFlood(stack.elasticsearch, DEMO_INDEX, accounts, progress);
  await sleep(Math.max(0, began + minutes * MINUTE - Date.now()));
  const messages = await messagesOf(kibana, stack, began + minutes * MINUTE);
  progress(`Messages: ${JSON.stringify(messages)}`);
  await until('every alert', WAIT_FOR_ALERTS, async () => (await totalOf(kibana)) >= accounts).catch(
    (error: Error) => progress(error.message),
  );
  report(await ticks.stop());
  progress(
    `The longest stall of this process, which runs all but Elasticsearch: ${Math.round(stalls.max / 1e6)} ms.`,
  );
  return { accounts, alerts: await alertsOf(kibana, names), messages, minutes };
}

const statusOf = (kibana: KibanaClient) => kibana.expect<StatusResponse>('GET', API.status);
const pageOf = (kibana: KibanaClient, page: number, perPage = PER_PAGE) =>
  kibana.expect<AlertsResponse>('GET', `${API.alerts}?page=${page}&per_page=${perPage}`);
const totalOf = async (kibana: KibanaClient) => (await pageOf(kibana, 1, 1)).total;

/** How many messages each channel got until `end`, epoch ms. */
async function messagesOf(kibana: KibanaClient, { botApi }: Stack, end: number): Promise<Result['messages']> {
  if (!botApi) throw new Error('Only the stand-in for Telegram can be asked what it got.');
  const counts: Result['messages'] = {};
  const { channels } = await statusOf(kibana);
  for (const { name } of channels) {
    const sent = botApi.messages().filter(({ at }) => Date.parse(at) <= end);
    counts[name] = sent.length;
    for (const { text, edits } of sent) progress(`${name}, changed ${edits} times: ${text.split('\n')[0]}`);
  }
  return counts;
}

/** Walks through the list of alerts. Gives how many of the accounts have one. */
async function alertsOf(kibana: KibanaClient, names: string[]): Promise<number> {
  const wanted = new Set(names);
  const pages = Math.ceil(Math.min(await totalOf(kibana), 10_000) / PER_PAGE);
  for (let page = 1; page <= pages; page += 1) {
    const { alerts } = await pageOf(kibana, page);
    for (const { group } of alerts) if (group.kind === 'account') wanted.delete(group.value);
  }
  return names.length - wanted.size;
}

async function until(what: string, ms: number, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms / 1_000} s for ${what}, in vain.`);
    await sleep(500);
  }
}

function report({ ticks, longest, problems }: TickWatch): void {
  progress(`${ticks} runs were seen; the longest took ${longest / 1_000} s.`);
  for (const problem of problems) progress(`A run said: ${problem}`);
}

const toText = ({ accounts, alerts, messages, minutes }: Result) =>
  [
    `${accounts} accounts were attacked at once; ${alerts} have an alert.`,
    ...Object.entries(messages).map(
      ([name, count]) => `${name}: ${count} ${count === 1 ? 'message' : 'messages'} in ${minutes} minutes`,
    ),
  ].join('\n');

runMain(main);

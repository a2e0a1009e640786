import { Client } from '@elastic/elasticsearch';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startBotApi } from '../../sandbox/bot_api/bot_api';
import { startElasticsearch } from '../../scripts/elasticsearch';
import { runMain } from '../../scripts/ending';
import { startFaultyProxy } from '../faulty_proxy';
import { startFaultyMail } from './faulty_mail';
import { CLIENT_OPTIONS } from './fault_world';
import { countsOf, isWronglyRepeated, playFaults, type FaultRow } from './fault_suite';

const USAGE = `npm run --silent faults -- [--json]
Kills the plugin at each call of a tick and of a delivery, once more in processes of their own by SIGKILL, and lets Elasticsearch, Telegram, a mail server and the service of the heartbeat fail in
every way, each with an attack of its own, on a real Elasticsearch that it starts itself. Says whether the attack was told, twice where
nobody could know, or lost. Ends with 1 where one was lost, told twice without need, where the heartbeat was not as it must be, or a secret was found.
  --json   prints one JSON object: cases, should, told, twice, lost`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const elasticsearch = await startElasticsearch({
    shortLived: true,
    onProgress: (line) => console.error(line),
  });
  const proxy = await startFaultyProxy(elasticsearch.url);
  const botApi = await startBotApi();
  const mail = await startFaultyMail();
  const client = new Client({ node: proxy.url, ...CLIENT_OPTIONS });
  try {
    const id = `faults-${randomUUID().slice(0, 8)}`;
    const show = (row: FaultRow) => console.error(lineOf(row));
    const { rows, secretsFound } = await playFaults({ client, proxy, botApi, mail, id }, undefined, show);
    const counts = countsOf(rows);
    console.error(`Secrets found in what was stored and logged: ${secretsFound}`);
    console.log(values.json ? JSON.stringify(counts) : tableOf(rows));
    return counts.lost > 0 || secretsFound > 0 || rows.some(isWrong) ? 1 : 0;
  } finally {
    await client.close();
    await mail.close();
    await botApi.close();
    await proxy.close();
    await elasticsearch.stop();
  }
}

const isWrong = (row: FaultRow) => isWronglyRepeated(row) || row.amiss.length > 0;

function lineOf(row: FaultRow): string {
  const { what, how, messages, status, amiss } = row;
  const verdict = messages === 0 ? 'LOST' : isWronglyRepeated(row) ? 'REPEATED' : `told ${messages}×`;
  return `${verdict.padEnd(9)} ${what.padEnd(14)} ${how.padEnd(52)} ${[status ?? '-', ...amiss].join(', ')}`;
}

/** A line for each kind of fault. */
function tableOf(rows: FaultRow[]): string {
  const kinds = [...new Set(rows.map(({ what }) => what))];
  const lines = [
    ...kinds.map((what) => [what, rows.filter((row) => row.what === what)] as const),
    ['all', rows] as const,
  ];
  return lines
    .map(([what, some]) => {
      const { cases, told, twice, lost } = countsOf(some);
      return `${what.padEnd(14)} cases ${cases}, told ${told}, twice ${twice}, lost ${lost}`;
    })
    .join('\n');
}

runMain(main);

import type { Client } from '@elastic/elasticsearch';
import { failedLogonDocument, logonDocument, type LogonOptions } from '../../test/winlogbeat';

const SECOND = 1_000;
const STAFF = [
  'anna.berg',
  'b.okafor',
  'carla.ruiz',
  'd.ivanov',
  'emine.kaya',
  'f.dubois',
  'g.rossi',
  'h.sato',
];

/** Three attacks of the last minutes before `now` (epoch ms): guessing at one account, a spray, one that worked. */
export async function playNight(client: Client, index: string, now: number): Promise<void> {
  const failures = [...guessing(now), ...spray(now), ...worked(now)].map(failedLogonDocument);
  const success = logonDocument({ ...ATTACKED, at: now - 20 * SECOND });
  const operations = [...failures, success].flatMap((document) => [{ index: {} }, document]);
  const { errors } = await client.bulk({ index, operations, refresh: true });
  if (errors) throw new Error('Elasticsearch did not take all events of the demo.');
}

const guessing = (now: number): LogonOptions[] =>
  Array.from({ length: 24 }, (_, n) => ({
    account: 'Administrator',
    at: now - 280 * SECOND + n * 9 * SECOND,
    source: '203.0.113.7',
    host: 'DC01',
    workstation: 'KALI',
  }));

const spray = (now: number): LogonOptions[] =>
  Array.from({ length: 32 }, (_, n) => ({
    account: `${STAFF[n % STAFF.length]}${Math.floor(n / STAFF.length) || ''}`,
    at: now - 200 * SECOND + n * 4 * SECOND,
    source: '198.51.100.23',
    host: 'VPN01',
    workstation: 'WIN-7',
  }));

const ATTACKED = { account: 'svc_backup', source: '192.0.2.41', host: 'FILE01', workstation: 'LAPTOP' };

const worked = (now: number): LogonOptions[] =>
  Array.from({ length: 11 }, (_, n) => ({ ...ATTACKED, at: now - 90 * SECOND + n * 5 * SECOND }));

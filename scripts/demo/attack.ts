import type { Client } from '@elastic/elasticsearch';
import { setTimeout as sleep } from 'node:timers/promises';
import { failedLogonDocument, logonDocument, type LogonOptions } from '../../test/winlogbeat';

const ORDINARY = ['anna', 'bela', 'carla', 'dmitri', 'emine'];
const ATTACKER = { source: '203.0.113.7', workstation: 'KALI' };

type Progress = (line: string) => void;

/**
 * Ordinary logons with a mistyped password here and there, and among them five failures of `Guest`, a second apart.
 * Returns the time (epoch ms) at which Elasticsearch confirmed the fifth.
 */
export async function playAttack(client: Client, index: string, progress: Progress): Promise<number> {
  const write = async (document: object) => void (await client.index({ index, document }));
  await ordinaryLogons(write);
  let confirmed = 0;
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await write(logonDocument(ordinary(attempt)));
    await write(failedLogonDocument({ account: 'Guest', at: Date.now(), ...ATTACKER }));
    confirmed = Date.now();
    progress(`Failed logon ${attempt} of Guest from ${ATTACKER.source}`);
    if (attempt < 5) await sleep(1_000);
  }
  return confirmed;
}

const ordinary = (n: number): LogonOptions => ({
  account: ORDINARY[n % ORDINARY.length] ?? 'anna',
  at: Date.now(),
  source: `10.0.0.${10 + n}`,
  workstation: `PC-${n}`,
});

/** Below the threshold: four mistyped passwords of one person, one each of others. */
async function ordinaryLogons(write: (document: object) => Promise<void>): Promise<void> {
  for (let n = 0; n < 20; n += 1) await write(logonDocument(ordinary(n)));
  for (let n = 0; n < 4; n += 1) await write(failedLogonDocument({ ...ordinary(0) }));
  for (let n = 1; n < 4; n += 1) await write(failedLogonDocument({ ...ordinary(n) }));
}

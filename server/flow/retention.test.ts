import { NOW } from '../../test/builders';
import { createRetention, type RetentionPorts } from './retention';

const DAY = 86_400_000;

/** Spaces with so many old alerts, and so many pages of old deliveries, removed one batch at a time. */
function rig(
  spaces: Record<string, { keptFor: number | null; alerts?: number; pages?: number; error?: Error }>,
) {
  const done: string[] = [];
  const lines: string[] = [];
  const alerts = new Map(Object.entries(spaces).map(([space, { alerts: count = 0 }]) => [space, count]));
  const ports: RetentionPorts = {
    spaces: async () => Object.keys(spaces),
    keptFor: async (space) => spaces[space]?.keptFor ?? null,
    storeOf: (space) => ({
      async removeAlerts(before) {
        const { error } = spaces[space] ?? {};
        if (error) throw error;
        done.push(`${space} alerts ${(NOW - before) / DAY}`);
        const left = alerts.get(space) ?? 0;
        alerts.set(space, Math.max(0, left - 500));
        return Math.min(left, 500);
      },
      async removeDeliveries(before, after) {
        done.push(`${space} deliveries ${(NOW - before) / DAY} ${after}`);
        const page = Number(after ?? 0) + 1;
        return { removed: 1, after: page < (spaces[space]?.pages ?? 1) ? String(page) : null };
      },
    }),
    now: () => NOW,
    logger: { info: (line) => lines.push(line), warn: (line) => lines.push(line) },
  };
  return { ports, done, lines };
}

describe('retention', () => {
  it('removes what is older than the space keeps it, in batches, until nothing is left', async () => {
    const { ports, done, lines } = rig({ night: { keptFor: 90 * DAY, alerts: 700, pages: 2 } });
    await createRetention(ports)();
    expect(done).toEqual([
      'night alerts 90',
      'night alerts 90',
      'night alerts 90',
      'night deliveries 90 null',
      'night deliveries 90 1',
    ]);
    expect(lines).toEqual(['Space night: removed 700 old alerts and 2 old messages']);
  });

  it('leaves the rest of very many to the next run', async () => {
    const { ports, done } = rig({ night: { keptFor: DAY, alerts: 1_000_000, pages: 1_000 } });
    await createRetention(ports)();
    expect(done.filter((line) => line.includes('alerts'))).toHaveLength(40);
    expect(done.filter((line) => line.includes('deliveries'))).toHaveLength(40);
  });

  it('looks at messages from where the run before stopped: those before may all stay', async () => {
    const { ports, done } = rig({ night: { keptFor: DAY, pages: 60 } });
    const run = createRetention(ports);
    for (const _run of [1, 2, 3]) await run();
    const looked = done.flatMap((line) => /deliveries 1 (.*)/.exec(line)?.[1] ?? []);
    expect(looked).toHaveLength(40 + 20 + 40);
    expect([looked[0], looked[39], looked[40], looked[59], looked[60]]).toEqual([
      'null',
      '39',
      '40',
      '59',
      'null',
    ]);
  });

  it('removes nothing of a space that keeps it for ever, or has no settings', async () => {
    const { ports, done, lines } = rig({ night: { keptFor: null, alerts: 5 } });
    await createRetention(ports)();
    expect([done, lines]).toEqual([[], []]);
  });

  it('goes on with the other spaces where one fails, and says so', async () => {
    const { ports, done, lines } = rig({
      broken: { keptFor: DAY, error: new Error('no disk') },
      night: { keptFor: DAY },
    });
    await createRetention(ports)();
    expect(done).toEqual(['night alerts 1', 'night deliveries 1 null']);
    expect(lines[0]).toBe('What is older than space broken keeps it stays for now: no disk');
  });

  it('never throws', async () => {
    const { ports, lines } = rig({});
    await createRetention({ ...ports, spaces: () => Promise.reject(new Error('no answer')) })();
    expect(lines).toEqual(['What is older than spaces keep it stays for now: no answer']);
  });
});

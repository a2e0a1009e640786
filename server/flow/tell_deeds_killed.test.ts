import { editId } from '../../common/deliveries/entry_ids';
import { MINUTE, NOW, SECOND } from '../../test/builders';
import { ACKNOWLEDGE, ALERT, DeedsRig } from '../../test/deeds_rig';
import { refusingPeople } from '../../test/fake_people';
import { KilledError, Process, type KillPoint } from '../../test/faults/mortal';
import { deedLooker } from './tell_deeds';

const HOUR = 60 * MINUTE;
const ANNA_TOOK_IT = expect.stringContaining('👤 <code>anna</code> acknowledged it at');

let rig: DeedsRig;
beforeEach(() => (rig = new DeedsRig()));

describe('a Kibana that is killed', () => {
  /** Acts in a Kibana that is killed at that call; the next minute another one looks, and the outbox goes on. */
  async function killedAt(kill: KillPoint | null): Promise<Process> {
    rig = new DeedsRig();
    await rig.told(ALERT, 'other');
    const process = new Process(kill);
    const people = process.over('people', rig.people);
    const { outbox } = rig.ports();
    const ports = rig.deedPorts({ people: () => people, outbox: process.over('outbox', outbox) });
    const acting = rig.act(ACKNOWLEDGE, [ALERT], ports, people);
    await process.live(acting).catch((error: unknown) => {
      if (!(error instanceof KilledError)) throw error;
    });
    const look = deedLooker(rig.deedPorts());
    for (let n = 0; n < 3; n += 1) {
      await rig.drain(MINUTE);
      await look();
    }
    await rig.drain(MINUTE);
    return process;
  }

  it('at any moment: what it did is told, and told once; what it did not do is not', async () => {
    const { calls } = await killedAt(null);
    expect(calls).toEqual([
      ...['people.read', 'people.write', 'people.partsOf'],
      ...['people.partsOf', 'people.read', 'outbox.ofAlerts', 'outbox.plan'],
    ]);
    for (let call = 1; call <= calls.length; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { killedAt: at } = await killedAt({ call, when });
        const isDone = rig.people.of(ALERT).workflow.status === 'acknowledged';
        expect([at, rig.deedLines()]).toEqual([at, isDone ? [[ANNA_TOOK_IT]] : []]);
        expect(rig.bodies).toHaveLength(2);
      }
    }
  });

  it('is followed by a look that goes back to the one before, and never further than six hours', async () => {
    const asked: number[] = [];
    const look = deedLooker(rig.deedPorts({ recent: { since: async (at) => (asked.push(at), []) } }));
    await look();
    rig.now += 2 * HOUR;
    await look();
    rig.now += MINUTE;
    await look();
    rig.now += 9 * HOUR;
    await look();
    expect(asked).toEqual([
      NOW - 6 * HOUR,
      NOW - 5 * MINUTE,
      NOW + 2 * HOUR - 5 * MINUTE,
      NOW + 5 * HOUR + MINUTE,
    ]);
  });

  it('is followed by a look that tells of other spaces where the storage of one refuses, and goes back as far again', async () => {
    await rig.told(ALERT);
    await rig.act(ACKNOWLEDGE);
    for (const entry of rig.changes()) rig.entries.delete(entry.id);
    const asked: number[] = [];
    const [refusing, taking] = ['refusing', 'default'].map((space) => ({
      space,
      deeds: [{ alertId: ALERT, at: rig.now }],
    }));
    const since = async (at: number) => (asked.push(at), [refusing, taking].flatMap((one) => one ?? []));
    const lines: string[] = [];
    const look = deedLooker(
      rig.deedPorts({
        recent: { since },
        people: (space) => (space === 'refusing' ? refusingPeople('it refuses') : rig.people),
        log: (line) => void lines.push(line),
      }),
    );
    await look();
    expect(lines).toEqual(['What people did in space refusing is looked for again in a minute: it refuses']);
    expect(rig.changes()).toHaveLength(1);
    rig.now += MINUTE;
    await look();
    expect(asked).toEqual([rig.now - MINUTE - 6 * HOUR, rig.now - 6 * HOUR]);
  });

  it('is followed by looks that go back as far again for the space that refuses alone', async () => {
    const asked: string[][] = [];
    let read: string[] = [];
    const deeds = [{ alertId: ALERT, at: NOW }];
    const look = deedLooker(
      rig.deedPorts({
        recent: { since: async () => ['refusing', 'default'].map((space) => ({ space, deeds })) },
        people: (space) => {
          read.push(space);
          return space === 'refusing' && asked.length < 2 ? refusingPeople('it refuses') : rig.people;
        },
      }),
    );
    for (let n = 0; n < 4; n += 1) {
      await look();
      asked.push(read);
      read = [];
      rig.now += 10 * MINUTE;
    }
    expect(asked).toEqual([['refusing', 'default'], ['refusing', 'default'], ['refusing'], []]);
  });

  it('has a clock that is ahead: the next Kibana plans nothing twice', async () => {
    await rig.told(ALERT);
    rig.now += 30 * SECOND;
    await rig.act(ACKNOWLEDGE);
    rig.now -= 30 * SECOND;
    for (const entry of rig.changes()) rig.entries.delete(entry.id);
    const look = deedLooker(rig.deedPorts());
    await look();
    const planned = rig.changes();
    await look();
    expect([planned.length, rig.changes()]).toEqual([1, planned]);
  });

  it.each([
    ['was sent while the deed was stored, so it may not say it', 20, 'pending'],
    ['was planned long after, so it says it', MINUTE, 'delivered'],
  ])('leaves a change that %s', async (_what, after, status) => {
    await rig.told(ALERT);
    const ports = rig.deedPorts({ people: () => refusingPeople('killed') });
    await rig.act(ACKNOWLEDGE, [ALERT], ports);
    const sent = rig.first();
    const grown = { ...sent, id: editId(sent.id), edits: sent.id, reason: 'growing' } as const;
    rig.entries.set(grown.id, { ...grown, plannedAt: rig.now + after });
    await deedLooker(rig.deedPorts())();
    expect(rig.changes().map((change) => change.status)).toEqual([status]);
  });
});

import { HOUR, NOW } from '../../test/builders';
import { CHANNEL_ID } from '../../test/channels';
import { FakeOutbox, openChannel } from '../../test/fake_outbox';
import { opened, probing } from '../notify/delivery/circuit';
import type { Circuits } from '../notify/delivery/outbox_port';
import { channelChanged } from './probe_now';

const REF = { space: 'default', channelId: CHANNEL_ID };
const REFUSAL = { code: 'login_refused', said: '535', remedy: 'Save the right ones.', onlyByHand: true };

/** A channel that is broken until somebody does something. Another Kibana writes its circuit after each of the first reads. */
async function changed(writes: number): Promise<{ noted: number[]; circuits: Circuits }> {
  const { circuits } = new FakeOutbox({}).ports();
  await circuits.write(opened(null, openChannel(), REFUSAL, NOW - HOUR));
  let left = writes;
  const contended: Circuits = {
    ...circuits,
    of: async (ref) => {
      const circuit = await circuits.of(ref);
      if (circuit && left > 0) {
        left -= 1;
        await circuits.write(probing(circuit, NOW));
      }
      return circuit;
    },
  };
  const noted: number[] = [];
  const noteChange = async (_ref: object, at: number) => void noted.push(at);
  await channelChanged({ circuits: contended, noteChange }, REF, NOW);
  return { noted, circuits };
}

describe('a broken channel that somebody changed', () => {
  it.each([
    ['is probed now', 0],
    ['is probed now, although another Kibana wrote its circuit at that moment', 1],
    ['is probed now, although another Kibana wrote its circuit twice', 2],
  ])('%s', async (_what, writes) => {
    const { noted, circuits } = await changed(writes);
    expect(noted).toEqual([NOW]);
    expect(await circuits.of(REF)).toMatchObject({ probeAt: NOW, onlyByHand: false });
  });

  it('is left to the next look where others write its circuit again and again', async () => {
    const { circuits } = await changed(9);
    expect(await circuits.of(REF)).toMatchObject({ onlyByHand: true });
  });
});

it('a channel that works stays as it is when somebody changes it', async () => {
  const { circuits } = new FakeOutbox({}).ports();
  await channelChanged({ circuits, noteChange: async () => undefined }, REF, NOW);
  expect(await circuits.of(REF)).toBeNull();
});

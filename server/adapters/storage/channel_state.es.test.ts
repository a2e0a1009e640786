import { MINUTE, NOW, SECOND } from '../../../test/builders';
import { removeIndices, useTestElasticsearch } from '../../../test/elasticsearch';
import { newSpace, type StoringSpace } from '../../../test/storage';
import { opened } from '../../notify/delivery/circuit';
import type { ChannelRef } from '../../notify/delivery/outbox_port';
import { openChannel } from '../../../test/fake_outbox';
import { CHANNEL_ID } from '../../../test/channels';

jest.setTimeout(120_000);

const KICKED = { code: 'bot_kicked', said: 'kicked', remedy: 'Let it in.' };
const HOUR = 60 * MINUTE;

describe('what all Kibanas and spaces share of channels', () => {
  const elasticsearch = useTestElasticsearch();
  const inSpace = () => newSpace(elasticsearch);
  // The outbox is one for all spaces: what one case left would be due in the next.
  afterEach(() => removeIndices(elasticsearch.client(), `*${elasticsearch.id}*`));

  const refOf = ({ space }: StoringSpace, channelId = CHANNEL_ID): ChannelRef => ({ space, channelId });

  describe('the pace', () => {
    const chat = (own: StoringSpace) => ({ key: `chat-${own.space}`, rates: [{ most: 2, per: MINUTE }] });
    const bot = (own: StoringSpace) => ({ key: `bot-${own.space}`, rates: [{ most: 3, per: SECOND }] });

    it('of a destination is kept over all spaces and Kibanas that share it', async () => {
      const [own, other] = [await inSpace(), await inSpace()];
      const limits = [chat(own), bot(own)];
      expect(await own.pacing.takeTurn(limits, NOW)).toEqual({ ok: true });
      expect(await other.pacing.takeTurn(limits, NOW + SECOND)).toEqual({ ok: true });
      expect(await own.pacing.takeTurn(limits, NOW + 2 * SECOND)).toEqual({ ok: false, until: NOW + MINUTE });
      expect(await own.pacing.takeTurn(limits, NOW + MINUTE)).toEqual({ ok: true });
    });

    it('is kept where many ask at once', async () => {
      const own = await inSpace();
      const asked = Array.from({ length: 20 }, () => own.pacing.takeTurn([bot(own)], NOW));
      expect((await Promise.all(asked)).filter(({ ok }) => ok).length).toBeLessThanOrEqual(3);
    });

    it('has pauses of their own destination, which are never shortened', async () => {
      const [own, other] = [await inSpace(), await inSpace()];
      const { key } = chat(own);
      await own.pacing.pause(key, NOW + 30 * SECOND);
      await other.pacing.pause(key, NOW + 10 * SECOND);
      const paused = { ok: false, until: NOW + 30 * SECOND };
      expect(await other.pacing.takeTurn([chat(own)], NOW)).toEqual(paused);
      expect(await other.pacing.takeTurn([{ key, rates: [] }], NOW)).toEqual(paused);
      expect(await other.pacing.takeTurn([chat(other)], NOW)).toEqual({ ok: true });
      expect(await own.pacing.takeTurn([chat(own)], NOW + 30 * SECOND)).toEqual({ ok: true });
    });
  });

  describe('a circuit', () => {
    const open = (own: StoringSpace) => opened(null, openChannel({ space: own.space }), KICKED, NOW);

    it('is one for all Kibanas: of two that write it, one wins', async () => {
      const own = await inSpace();
      expect(await own.circuits.of(refOf(own))).toBeNull();
      const wrote = await Promise.all([open(own), open(own)].map((circuit) => own.circuits.write(circuit)));
      expect(wrote.filter(Boolean)).toHaveLength(1);
      const known = await own.circuits.of(refOf(own));
      if (!known) throw new Error('It was written.');
      expect(await own.circuits.write({ ...known, probes: 1 })).toBe(true);
      expect(await own.circuits.write({ ...known, probes: 9 })).toBe(false);
      expect(await own.circuits.of(refOf(own))).toMatchObject({
        state: 'open',
        probes: 1,
        code: 'bot_kicked',
      });
    });

    it('is due when it is to be probed, and always while half open; closed, it is gone', async () => {
      const own = await inSpace();
      await own.circuits.write(open(own));
      const dueAt = async (now: number) =>
        (await own.circuits.due(now)).filter(({ space }) => space === own.space);
      expect(await dueAt(NOW + MINUTE - 1)).toEqual([]);
      const [known] = await dueAt(NOW + MINUTE);
      if (!known) throw new Error('It is due.');
      await own.circuits.write({ ...known, state: 'half_open', probeAt: NOW + HOUR });
      const [half] = await dueAt(NOW);
      expect(half).toMatchObject({ state: 'half_open' });
      await own.circuits.close(known);
      expect(await own.circuits.of(refOf(own))).not.toBeNull();
      if (half) await own.circuits.close(half);
      expect(await own.circuits.of(refOf(own))).toBeNull();
    });

    it('is looked at again at once after a repair, also where it waits for that alone', async () => {
      const own = await inSpace();
      await own.circuits.write({ ...open(own), onlyByHand: true });
      await own.channelChanged(CHANNEL_ID, NOW + SECOND);
      await own.channelChanged('none', NOW + SECOND);
      const due = await own.circuits.due(NOW + SECOND);
      expect(due.filter(({ space }) => space === own.space)).toMatchObject([{ onlyByHand: false }]);
    });
  });
});

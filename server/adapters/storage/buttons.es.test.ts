import { NOW } from '../../../test/builders';
import { SILENT } from '../../../test/background';
import { removeIndices, useTestElasticsearch } from '../../../test/elasticsearch';
import type { MessageButtons } from '../../notify/delivery/buttons_port';
import { createButtons } from './buttons_index';
import { createIndexSetup, stateIndex } from './own_indices';
import { createDeliveryReader } from './delivery_reader';
import { createRetentionStore } from './retention_index';
import { createUnreadChats } from './unread_chats';

jest.setTimeout(60_000);

const SPACE = 'buttons-test';
const OTHER = 'buttons-other';
const setUp = () => createIndexSetup(elasticsearch.client(), SILENT);
const buttons = () => createButtons(elasticsearch.client(), setUp());
// Before the client is closed.
afterAll(() => removeIndices(elasticsearch.client(), stateIndex('buttons-*')));
const elasticsearch = useTestElasticsearch();

const made = (...hashes: string[]) =>
  hashes.map((hash) => ({ hash, action: 'acknowledge' as const, pressed: null }));
const message = (entryId: string, overrides: Partial<MessageButtons> = {}): MessageButtons => ({
  space: SPACE,
  channelId: 'c1',
  entryId,
  alertId: 'a'.repeat(32),
  madeAt: NOW,
  expiresAt: NOW + 1_000,
  made: made(`${entryId}-1`),
  ...overrides,
});

describe('the buttons of messages', () => {
  it('are found by the hash of each of them, at once and in their own space only', async () => {
    await buttons().keep(message('m1', { made: made('h1', 'h2') }));
    for (const hash of ['h1', 'h2'])
      expect((await buttons().find(SPACE, hash))?.buttons).toEqual(message('m1', { made: made('h1', 'h2') }));
    expect(await buttons().find(SPACE, 'h3')).toBeNull();
    expect(await buttons().find(OTHER, 'h1')).toBeNull();
  });

  it('that were made before are kept for two more changes of the message', async () => {
    for (const n of [1, 2, 3, 4]) {
      const hashes = ['a', 'b', 'c'].map((name) => `grows-${n}${name}`);
      await buttons().keep(message('grows', { madeAt: NOW + n, made: made(...hashes) }));
    }
    expect(await buttons().find(SPACE, 'grows-1a')).toBeNull();
    for (const hash of ['grows-2a', 'grows-3b', 'grows-4c'])
      expect((await buttons().find(SPACE, hash))?.buttons.madeAt).toBe(NOW + 4);
  });

  it('are pressed once where two Kibanas take a press at the same time, and a change forgets no press', async () => {
    await buttons().keep(message('pressed'));
    const stored = await buttons().find(SPACE, 'pressed-1');
    if (!stored) throw new Error('It was not stored.');
    const pressed = { by: 'anna', at: NOW, isDone: true };
    const after = {
      ...stored,
      buttons: { ...stored.buttons, made: made('pressed-1').map((one) => ({ ...one, pressed })) },
    };
    const written = await Promise.all([1, 2, 3].map(() => buttons().write(after)));
    expect(written.filter(Boolean)).toHaveLength(1);
    await buttons().keep(message('pressed', { made: made('pressed-2') }));
    expect((await buttons().find(SPACE, 'pressed-1'))?.buttons.made).toEqual([
      { hash: 'pressed-1', action: 'acknowledge', pressed },
      ...made('pressed-2'),
    ]);
  });

  it('go when they are older than the space keeps what is over', async () => {
    await buttons().keep(message('old', { madeAt: NOW - 1_000 }));
    await buttons().keep(message('new', { madeAt: NOW + 10_000 }));
    const store = createRetentionStore(elasticsearch.client(), SPACE);
    await store.removeDeliveries(NOW - 500, null);
    expect(await buttons().find(SPACE, 'old-1')).toBeNull();
    expect(await buttons().find(SPACE, 'new-1')).not.toBeNull();
  });
});

describe('why the chat of a channel cannot be read', () => {
  const failure = { code: 'other_reader', said: 'Conflict', remedy: 'Stop the other program.' };
  const overview = async () =>
    (await createDeliveryReader(elasticsearch.client(), SPACE).overview(NOW)).map(
      ({ channelId, unread }) => ({ channelId, unread }),
    );

  it('is told of the channel, also before it sent anything, until it can be read', async () => {
    const unread = createUnreadChats(elasticsearch.client(), setUp());
    const [ref, other] = [
      { space: SPACE, channelId: 'c1' },
      { space: OTHER, channelId: 'c1' },
    ];
    await unread.note(ref, failure);
    await unread.note(other, failure);
    expect(await overview()).toEqual([{ channelId: 'c1', unread: failure }]);
    await unread.note(ref, null);
    expect(await overview()).toEqual([]);
    await unread.note(other, null);
  });
});

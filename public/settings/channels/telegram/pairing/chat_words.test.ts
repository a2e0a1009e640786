import type { PairedChat } from '../../../../../common/api/pairing';
import { foundWords } from './chat_words';

const chat = (overrides: Partial<PairedChat>): PairedChat => ({
  id: '-2001',
  type: 'group',
  title: 'Night shift',
  topicId: null,
  askedBy: '@anna',
  ...overrides,
});

it.each<[Partial<PairedChat>, string]>([
  [{}, 'Send alerts to Night shift (group), asked for by @anna?'],
  [{ type: 'supergroup' }, 'Send alerts to Night shift (group), asked for by @anna?'],
  [{ type: 'private', title: 'Anna' }, 'Send alerts to Anna (one person), asked for by @anna?'],
  [{ type: 'channel', askedBy: null }, 'Send alerts to Night shift (channel)?'],
  [{ type: 'supergroup', topicId: 7 }, 'Send alerts to Night shift (group, topic 7), asked for by @anna?'],
])('names the chat, its kind and who asked: %j', (overrides, words) => {
  expect(foundWords(chat(overrides))).toBe(words);
});

import { findSecrets, formsOf } from './secret_search';

const SECRET = 'AbC-d_E:f/g+h=i 0123456789xyz';
const find = (text: string) =>
  findSecrets([{ name: 's', value: SECRET }], [{ kind: 'log', name: 'l', text }]);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the search for secrets finds one', () => {
  it.each<[string, string]>([
    ['in the middle of a line', `before ${SECRET} after`],
    ['in JSON', JSON.stringify({ token: SECRET })],
    ['in a URL', `https://host/bot${encodeURIComponent(SECRET)}/getMe`],
    ['in a URL inside a URL', `?next=${encodeURIComponent(`/bot${encodeURIComponent(SECRET)}`)}`],
    ['in capitals', SECRET.toUpperCase()],
    ['as base64', base64(SECRET)],
    ['in the base64 of a longer text', base64(`user:${SECRET}:more`)],
    ['in the base64 of a longer text, one further', base64(`users:${SECRET}:more`)],
    ['in the base64 of a longer text, two further', base64(`userss:${SECRET}:more`)],
    ['as base64 for URLs', Buffer.from(`x${SECRET}`).toString('base64url')],
    ['as hex', Buffer.from(SECRET).toString('hex')],
    ['as UTF-16', Buffer.from(SECRET, 'utf16le').toString('latin1')],
  ])('%s', (_where, text) => {
    expect(find(text)).not.toEqual([]);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['another secret of the same length', 'x'.repeat(SECRET.length)],
    ['all of it but the last letter', SECRET.slice(0, -1)],
    ['stars', 'bot********'],
  ])('and not in %s', (_what, text) => expect(find(text)).toEqual([]));

  it('no form is so short that it is found by chance', () => {
    for (const [form, text] of formsOf('0123456789abcdef'))
      expect([form, text.length >= 16]).toEqual([form, true]);
  });
});

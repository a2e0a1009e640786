import type { ChannelOf } from '../../../../common/channels/channels';
import { DEFAULT_TELL } from '../../../../common/channels/tell';
import { hostAfter, rowsOf, secretOf } from './webhook_state';

const channel = (host: string, headers: string[] = []): ChannelOf<'webhook'> => ({
  id: 'night',
  kind: 'webhook',
  name: 'SOC',
  tell: DEFAULT_TELL,
  options: { preset: 'json', host, headers, signed: false, proxy: null },
});

describe('the host', () => {
  const { options } = channel('hooks.example');
  it.each<[string, string | undefined, string]>([
    ['is that of the URL that is typed', 'https://ntfy.sh/topic', 'ntfy.sh'],
    ['is none while the URL is not whole', 'https:/', ''],
    ['is none for what is not https', 'http://ntfy.sh/topic', ''],
    ['is the saved one again where the saved URL is kept', undefined, 'hooks.example'],
  ])('%s', (_what, text, host) => {
    expect(hostAfter(text, options)).toBe(host);
  });
  it('is none for a new channel', () => expect(hostAfter(undefined, undefined)).toBe(''));
});

describe('headers', () => {
  it('go into rows and back', () => {
    const rows = [
      { name: 'Authorization', value: 'Bearer "x"' },
      { name: 'X-A', value: 'b' },
    ];
    const names = rows.map(({ name }) => name);
    expect(rowsOf(channel('h', names).options, secretOf(rows))).toEqual(rows);
  });
  it('that are saved have names and no values', () => {
    expect(rowsOf(channel('h', ['X-A']).options, undefined)).toEqual([{ name: 'X-A', value: '' }]);
  });
  it('without any value are no secret yet', () => {
    expect(secretOf([{ name: 'X-A', value: '' }])).toBe('');
  });
});

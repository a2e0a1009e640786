import type { ChannelOf } from '../../../common/channels/channels';
import { DEFAULT_TELL } from '../../../common/channels/tell';
import { channelFacts, emailChannel } from '../../../test/channels';
import { factsFor } from './facts_for';

const webhookTo = (host: string, proxy: string | null = null): ChannelOf<'webhook'> => ({
  id: 'night',
  kind: 'webhook',
  name: 'SOC',
  tell: DEFAULT_TELL,
  options: { preset: 'json', host, headers: [], signed: false, proxy },
});
const facts = channelFacts({ secretsSaved: ['url', 'headers'] });
const known = (channel: Parameters<typeof factsFor>[0]['channel'], saved: typeof channel) =>
  factsFor({ channel, saved, facts })?.secretsSaved.length;

it('secrets of a webhook count while the form leads to the same host', () => {
  const saved = webhookTo('hooks.example');
  expect(known(saved, saved)).toBe(2);
  expect(known(webhookTo('hooks.example', 'dmz'), saved)).toBe(2);
  expect(known(webhookTo('ntfy.sh'), saved)).toBe(0);
});

it.each<[string, Partial<ChannelOf<'email'>['options']>, number]>([
  ['another server', { host: 'mail.other.example' }, 0],
  ['another port', { port: 2525 }, 0],
  ['another security', { tls: 'tls' }, 0],
  ['another user', { user: 'else' }, 0],
  ['a port that is not typed yet', { port: NaN }, 0],
  ['other recipients', { recipients: ['a@mail.example'] }, 2],
])('the password of a mail server, with %s', (_what, options, count) => {
  expect(known(emailChannel(options), emailChannel())).toBe(count);
});

it('of a new channel nothing is known', () => {
  expect(factsFor({ channel: webhookTo('h'), saved: undefined, facts: undefined })).toBeUndefined();
});

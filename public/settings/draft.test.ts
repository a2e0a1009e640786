import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import type { Channel } from '../../common/channels/channels';
import { telegramChannel } from '../../test/channels';
import { changedKeys, type Draft, DRAFT_KEYS, draftOf, rebase, settingsOf, typedSecrets } from './draft';
import { withThreshold } from '../../test/draft_builders';

const draft = draftOf(DEFAULT_SETTINGS);

it('is the settings and back', () => expect(settingsOf(draft)).toEqual(DEFAULT_SETTINGS));

it('never carries a secret among the settings', () =>
  expect(JSON.stringify(settingsOf({ ...draft, secrets: { night: { botToken: 'secret' } } }))).not.toContain(
    'secret',
  ));

it('knows every setting', () => expect([...DRAFT_KEYS].sort()).toEqual(Object.keys(draft).sort()));

it('counts a setting as changed until it is as it was', () => {
  const edited = { ...withThreshold('7', draft), indexPatterns: [...draft.indexPatterns, 'a-*'] };
  expect(changedKeys(edited, draft)).toEqual(['indexPatterns', 'rules']);
  const back = { ...withThreshold('5', edited), indexPatterns: [...draft.indexPatterns] };
  expect(changedKeys(back, draft)).toEqual([]);
});

it('does not mind in which order fields were set', () => {
  const set = { ...draft, fields: { account: 'a', source: 's' } };
  expect(changedKeys({ ...draft, fields: { source: 's', account: 'a' } }, set)).toEqual([]);
  expect(changedKeys({ ...draft, fields: { source: 'a', account: 's' } }, set)).toEqual(['fields']);
});

it('minds the order of a list', () =>
  expect(changedKeys({ ...draft, indexPatterns: [...draft.indexPatterns].reverse() }, draft)).toEqual([
    'indexPatterns',
  ]));

it('keeps what was typed while it was saving, and takes the rest from the server', () => {
  const sent = withThreshold('7', draft);
  const typedOn = { ...sent, cooldown: '1h' };
  const saved = { ...settingsOf(sent), interval: '10s' };
  expect(rebase(typedOn, sent, saved)).toEqual({ ...draftOf(saved), cooldown: '1h' });
});

describe('channels', () => {
  const [night, day] = [telegramChannel('-1001', 'night'), telegramChannel('-1002', 'day')];
  const named = (channel: Channel, name: string): Channel => ({ ...channel, name });
  const withChannels = (...channels: Channel[]): Draft => ({ ...draft, channels });
  const after = (mine: Draft, sent: Draft, saved: Draft) =>
    rebase(mine, sent, settingsOf(saved)).channels.map(({ name }) => name);

  it('that nobody typed in are taken over as they were saved', () => {
    const sent = withChannels(named(night, 'Night'), named(day, 'Day'));
    const mine = withChannels(named(night, 'Mine'), named(day, 'Day'));
    const saved = withChannels(named(night, 'Night'), named(day, 'Theirs'));
    expect(after(mine, sent, saved)).toEqual(['Mine', 'Theirs']);
  });

  it('that were removed or added meanwhile stay so', () => {
    const sent = withChannels(named(night, 'Night'));
    expect(after(withChannels(), sent, sent)).toEqual([]);
    expect(after(withChannels(named(night, 'Night'), named(day, 'Day')), sent, sent)).toEqual([
      'Night',
      'Day',
    ]);
    expect(after(sent, sent, withChannels())).toEqual([]);
    expect(after(sent, sent, withChannels(named(night, 'Night'), named(day, 'Theirs')))).toEqual([
      'Night',
      'Theirs',
    ]);
  });

  it('forget their secrets once they were sent, and keep those typed since', () => {
    const sent: Draft = {
      ...withChannels(night, day),
      secrets: { night: { botToken: 'a' }, day: { botToken: 'b' } },
    };
    const mine: Draft = { ...sent, secrets: { ...sent.secrets, day: { botToken: 'c' } } };
    expect(rebase(mine, sent, settingsOf(sent)).secrets).toEqual({ day: { botToken: 'c' } });
  });

  it('of which an open field is empty are not changed', () => {
    const open: Draft = { ...withChannels(night), secrets: { night: { botToken: '' } } };
    expect(changedKeys(open, withChannels(night))).toEqual([]);
    expect(typedSecrets(open)).toEqual({});
  });

  it('that were taken out of the form send no secret', () =>
    expect(typedSecrets({ channels: [day], secrets: { night: { botToken: 'a' } } })).toEqual({}));
});

import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { changedKeys, DRAFT_KEYS, draftOf, rebase, settingsOf } from './draft';
import { withThreshold } from '../../test/draft_builders';

const draft = draftOf(DEFAULT_SETTINGS);

it('is the settings and back', () => expect(settingsOf(draft)).toEqual(DEFAULT_SETTINGS));

it('never carries the token among the settings', () =>
  expect(settingsOf({ ...draft, botToken: 'secret' })).not.toHaveProperty('botToken'));

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
  const sent = { ...withThreshold('7', draft), botToken: 'secret' };
  const typedOn = { ...sent, cooldown: '1h' };
  const saved = { ...settingsOf(sent), interval: '10s' };
  expect(rebase(typedOn, sent, saved)).toEqual({ ...draftOf(saved), cooldown: '1h' });
});

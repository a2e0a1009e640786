import { DEFAULT_SETTINGS } from '../../common/settings';
import { changedFields, draftOf, FIELDS, rebase, settingsOf } from './draft';

const draft = draftOf(DEFAULT_SETTINGS);

it('is the settings and back', () => expect(settingsOf(draft)).toEqual(DEFAULT_SETTINGS));

it('never carries the token among the settings', () =>
  expect(settingsOf({ ...draft, botToken: 'secret' })).not.toHaveProperty('botToken'));

it('knows every field', () => expect([...FIELDS].sort()).toEqual(Object.keys(draft).sort()));

it.each(['', 'x', '-1', '5e3', '0x10', ' 5'])('takes %p for no number', (threshold) =>
  expect(settingsOf({ ...draft, threshold }).threshold).toBeNaN(),
);
it.each([
  ['5', 5],
  ['1.5', 1.5],
  ['007', 7],
])('reads %p as %p', (threshold, value) => expect(settingsOf({ ...draft, threshold }).threshold).toBe(value));

it('counts a field as changed until it is as it was', () => {
  const edited = { ...draft, threshold: '7', indexPatterns: [...draft.indexPatterns, 'a-*'] };
  expect(changedFields(edited, draft)).toEqual(['indexPatterns', 'threshold']);
  expect(
    changedFields({ ...edited, threshold: '5', indexPatterns: [...draft.indexPatterns] }, draft),
  ).toEqual([]);
});

it('keeps what was typed while it was saving, and takes the rest from the server', () => {
  const sent = { ...draft, threshold: '7', botToken: 'secret' };
  const typedOn = { ...sent, cooldown: '1h' };
  const saved = { ...DEFAULT_SETTINGS, threshold: 7, timespan: '10m' };
  expect(rebase(typedOn, sent, saved)).toEqual({ ...draftOf(saved), cooldown: '1h' });
});

import { HOLD_REASONS } from '../../common/alerts/verdicts';
import { heldLabel, heldSentence, heldTone } from './held_words';

it.each(HOLD_REASONS)('%s is said in a word or two and in a sentence', (reason) => {
  expect(heldLabel(reason)).toMatch(/^[A-Z].{3,30}$/);
  expect(heldSentence(reason)).toMatch(/^[A-Z].*\.$/);
  expect(heldTone(reason)).not.toBe('success');
});

it('each reason is said in its own words', () => {
  expect(new Set(HOLD_REASONS.map(heldLabel)).size).toBe(HOLD_REASONS.length);
  expect(new Set(HOLD_REASONS.map(heldSentence)).size).toBe(HOLD_REASONS.length);
});

it('where no reason is known it says only that nothing was sent', () =>
  expect([heldLabel(null), heldSentence(null)]).toEqual([
    'Not sent',
    'No message was sent about this attack.',
  ]));

it('what a person has to mend stands out', () =>
  expect(HOLD_REASONS.filter((reason) => heldTone(reason) === 'warning')).toEqual([
    'no_channel',
    'channel_broken',
  ]));

import { problem } from '../../../test/status_facts';
import type { Problem } from '../../../common/status/problems';
import { withTextsForFields } from './texts_for_fields';

const offer: Problem = { ...problem('events_as_text', 'warning'), patterns: ['texts-*'] };
const noOffer = problem('events_as_text', 'warning');
const account = problem('pattern_without_account');
const missing = (concept: string, severity?: Problem['severity']): Problem => ({
  ...problem('field_missing', severity),
  field: `settings.fields.${concept}`,
});
const code = missing('code');
const host = missing('host', 'warning');
const time = missing('time');
const closed = problem('pattern_closed');

const texts = (...problems: Problem[]) => ({ pattern: 'texts-*', problems });
const others = (...problems: Problem[]) => ({ pattern: 'others-*', problems });
const asError = { ...offer, severity: 'error' };

it.each<[string, Parameters<typeof withTextsForFields>, unknown[]]>([
  ['fields that the texts hold are not missed', [[texts(account, code, host)], [offer]], [asError]],
  ['the offer stays a hint where only hints are left out', [[texts(host)], [offer]], [offer]],
  ['the time is not read from a text', [[texts(time)], [offer]], [time, offer]],
  ['what has nothing to do with fields stays', [[texts(closed, account)], [offer]], [closed, asError]],
  [
    'another pattern misses its own fields',
    [[texts(account), others(account, host)], [offer]],
    [account, host, asError],
  ],
  ['texts that cannot be read stand for no field', [[texts(account)], [noOffer]], [account, noOffer]],
  [
    'beside an offer, texts that cannot be read stay a hint',
    [[texts(account)], [noOffer, offer]],
    [noOffer, asError],
  ],
  ['without texts everything stays', [[texts(account, host)], []], [account, host]],
])('%s', (_sentence, [lacking, ofTexts], expected) =>
  expect(withTextsForFields(lacking, ofTexts)).toEqual(expected),
);

import * as fc from 'fast-check';
import { NOW, searchHit } from '../../../test/builders';
import { nothingSet } from '../../../common/settings/fields';
import { createQuestion } from './question';
import { readEventText } from './event_in_text';

const QUESTION = createQuestion(
  {},
  { kerberosAndNtlm: true, patternFields: [{ ...nothingSet('logs'), fromText: true }] },
);

/** Values that are the name of something in JavaScript, numbers of events, and anything else. */
const value = fc.oneof(
  fc.constantFrom(
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    'NaN',
    '-',
    '',
    '4625',
    '4776',
    4625,
  ),
  fc.constantFrom('Security', 'Microsoft-Windows-Security-Auditing', '0xc000006d', 'S-1-5-18', '10.0.0.1'),
  fc.string({ maxLength: 20 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const document = fc.dictionary(
  fc.constantFrom(...QUESTION.fields.filter((field) => field !== '@timestamp')),
  fc.array(value, { maxLength: 25 }),
  { maxKeys: 12 },
);
const RUNS = { numRuns: 3_000, seed: 4625 };

describe('one document stops no run', () => {
  it('whatever its fields hold', () => {
    let read = 0;
    fc.assert(
      fc.property(document, (fields) => {
        const hit = searchHit({ 'event.code': ['4625'], ...fields, '@timestamp': [String(NOW)] });
        if (QUESTION.read(hit)) read += 1;
        QUESTION.lookAtText(hit);
      }),
      RUNS,
    );
    expect(read).toBeGreaterThan(100);
  });

  it('whatever its text holds', () => {
    fc.assert(
      fc.property(document, (fields) => {
        readEventText(JSON.stringify({ Channel: 'Security', EventID: 4625, ...fields }));
      }),
      RUNS,
    );
  });
});

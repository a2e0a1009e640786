import { DEFAULT_RULES } from '../../common/rules/default_rules';
import { alert } from '../../test/builders';
import { linkText } from './link_words';

const id = 'b'.repeat(32);
const added = { ...DEFAULT_RULES[1], id: 'added' } as (typeof DEFAULT_RULES)[number];

it.each([
  [
    'an alert that is on the page, by its sentence',
    { id, ruleId: 'x' },
    [alert({ id })],
    [],
    /^5 failed logons of Guest/,
  ],
  [
    'by the name of its rule',
    { id, ruleId: 'added' },
    [alert()],
    [added],
    'Failed logons from one source address (bbbbbbbb)',
  ],
  [
    'by a default rule that was changed away',
    { id, ruleId: 'success_after_failures' },
    [],
    [],
    /^A successful logon/,
  ],
  ['by the id of a rule that is gone', { id, ruleId: 'gone' }, [], [], 'gone (bbbbbbbb)'],
  ['as another, where only its id is known', { id }, [], [], 'Another alert (bbbbbbbb)'],
])('names an alert %s', (_what, link, known, rules, text) =>
  expect(linkText(link, known, rules)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text)),
);

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
    'The same attack as another rule sees it: Failed logons from one source address',
  ],
  [
    'by a default rule that was changed away',
    { id, ruleId: 'success_after_failures' },
    [],
    [],
    /: A successful logon/,
  ],
  ['by its place, where its rule is gone', { id, ruleId: 'gone' }, [], [], /that is there no longer$/],
  ['by its place, where only its id is known', { id }, [], [], 'The alert of the whole attack'],
])('names an alert %s', (_what, link, known, rules, text) =>
  expect(linkText(link, known, rules)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text)),
);
